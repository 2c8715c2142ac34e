using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Trends;

namespace FilmRec.Tests.Recommending.Models.Trends;

public sealed class TrendsModelTests
{
    private const uint Day = 86_400;
    private const uint Spring = 1_000_000_000;
    private const uint Autumn = Spring + 4000 * Day;

    private static readonly TrendsOptions Options = new() { Moments = 2, HalfLifeDays = 2000, LastingShare = 0.25, ChosenWeight = 0.5 };

    [Fact]
    public void A_score_counts_likes_by_their_distance_in_time()
    {
        // Movie 0 is liked twice in the first moment and once in the second, movie 1 is merely chosen in the second.
        var model = Train([(0, 9, Spring), (0, 8, Spring), (0, 10, Autumn), (1, 3, Autumn)]);

        // Two moments of 2000 days lie one half-life apart.
        Scores(model, new KnownRating(1, 7, Spring)).ShouldBe(
            [Logarithm(0.25 * 3 + 0.75 * (2 + 0.5 * 1)), Logarithm(0.25 * 0.5 + 0.75 * 0.5 * 0.5)], 1e-6);
        Scores(model, new KnownRating(1, 7, Autumn)).ShouldBe(
            [Logarithm(0.25 * 3 + 0.75 * (1 + 0.5 * 2)), Logarithm(0.25 * 0.5 + 0.75 * 0.5)], 1e-6);
    }

    [Fact]
    public void Who_was_active_twice_sees_the_mean_of_both_times()
    {
        var model = Train([(0, 9, Spring), (1, 9, Autumn)]);

        float[] both = Scores(model, new KnownRating(0, 7, Spring), new KnownRating(1, 7, Autumn));

        both[0].ShouldBe(both[1], 1e-6);
    }

    [Fact]
    public void A_stranger_sees_what_is_liked_of_late()
    {
        float[] scores = Scores(Train([(0, 9, Spring), (0, 9, Spring), (1, 9, Autumn), (1, 9, Autumn)]));

        scores[1].ShouldBeGreaterThan(scores[0]);
    }

    [Fact]
    public void Times_beyond_the_data_belong_to_its_first_and_last_moment()
    {
        var model = Train([(0, 9, Spring), (1, 9, Autumn)]);

        Scores(model, new KnownRating(0, 7, 1)).ShouldBe(Scores(model, new KnownRating(0, 7, Spring)));
        Scores(model, new KnownRating(0, 7, uint.MaxValue)).ShouldBe(Scores(model, new KnownRating(0, 7, Autumn)));
    }

    [Fact]
    public void Without_times_all_likes_count_the_same()
    {
        var ratings = new RatingMatrix(new Vocabulary([1, 2]), new Vocabulary([10, 20]), [0, 2, 3], [0, 1, 1], [9, 9, 9], null);
        var model = TrendsTrainer.Train(ratings, Options, TestContext.Current.CancellationToken);

        Scores(model).ShouldBe([Logarithm(1), Logarithm(2)], 1e-6);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => (Options with { HalfLifeDays = 0 }).Validate());
        Should.Throw<ArgumentOutOfRangeException>(() => (Options with { Moments = 257 }).Validate());
        Should.Throw<ArgumentOutOfRangeException>(() => (Options with { LastingShare = double.NaN }).Validate());
    }

    private static float Logarithm(double likes) => (float)Math.Log(1 + likes);

    /// <summary>One viewer for each rating, over two movies.</summary>
    private static TrendsModel Train((int Movie, byte HalfStars, uint RatedAt)[] ratings)
        => TrendsTrainer.Train(
            new RatingMatrix(
                new Vocabulary([.. Enumerable.Range(1, ratings.Length)]), new Vocabulary([10, 20]), [.. Enumerable.Range(0, ratings.Length + 1)],
                [.. ratings.Select(rating => rating.Movie)], [.. ratings.Select(rating => rating.HalfStars)], [.. ratings.Select(rating => rating.RatedAt)]),
            Options, TestContext.Current.CancellationToken);

    private static float[] Scores(TrendsModel model, params KnownRating[] known)
    {
        float[] scores = new float[model.Movies.Count];
        model.Score(known, scores);
        return scores;
    }
}
