using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Neighbours;

namespace FilmRec.Tests.Recommending.Models.Neighbours;

public sealed class NeighboursTests
{
    private static readonly RatingMatrix Ratings = TasteWorld.Create().Ratings;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(4, 0.5, 0.3)]
    [InlineData(20, 1, 1)]
    public void Similarities_are_those_of_the_definition(float shrinkage, double activityExponent, float lowWeight)
    {
        var options = new NeighboursOptions { Neighbours = TasteWorld.Movies, Shrinkage = shrinkage, ActivityExponent = activityExponent, LowWeight = lowWeight };

        var model = Train(options);

        for (int a = 0; a < TasteWorld.Movies; a++)
        {
            for (int b = 0; b < TasteWorld.Movies; b++)
            {
                model.Similarity(a, b).ShouldBe(a == b ? 0 : (float)Naive(options, a, b), 1e-5, $"{a} and {b}");
            }
        }
    }

    [Fact]
    public void Only_the_nearest_are_kept()
    {
        var few = Train(new NeighboursOptions { Neighbours = 3 });
        var all = Train(new NeighboursOptions { Neighbours = TasteWorld.Movies });

        for (int movie = 0; movie < TasteWorld.Unseen; movie++)
        {
            float[] kept = [.. Enumerable.Range(0, TasteWorld.Movies).Select(known => few.Similarity(known, movie)).Where(similarity => similarity != 0)];
            float[] best = [.. Enumerable.Range(0, TasteWorld.Movies).Select(known => all.Similarity(known, movie)).OrderDescending().Take(3)];
            kept.OrderDescending().ShouldBe(best);
        }
    }

    [Fact]
    public void Taking_a_rating_away_takes_its_contribution_away()
    {
        var model = Train(new NeighboursOptions());
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 9), new(12, 2)];
        float[] before = Scores(model, known);
        int[] movies = [.. Enumerable.Range(0, TasteWorld.Movies)];
        float[] contributions = new float[movies.Length * known.Length];
        model.Explain(known, movies, contributions);

        for (int n = 0; n < known.Length; n++)
        {
            float[] after = Scores(model, [.. known.Where((_, other) => other != n)]);
            foreach (int movie in movies)
            {
                after[movie].ShouldBe(before[movie] - contributions[movie * known.Length + n], 1e-5);
            }
        }
    }

    [Fact]
    public void What_does_not_interest_lowers_what_is_like_it()
    {
        var model = Train(new NeighboursOptions());
        float[] before = Scores(model, new KnownRating(0, 10));

        float[] after = Scores(model, new KnownRating(0, 10), new KnownRating(3, 0, 0, Signal.NotInterested));

        after[5].ShouldBeLessThan(before[5]);
    }

    private static double Naive(NeighboursOptions options, int a, int b)
    {
        float[] weights = options.Weights();
        double product = 0;
        double first = 0;
        double second = 0;
        int common = 0;
        for (int viewer = 0; viewer < Ratings.Viewers.Count; viewer++)
        {
            var columns = Ratings.ColumnsOf(viewer);
            double share = Math.Pow(columns.Length, -options.ActivityExponent);
            int placeA = columns.IndexOf(a);
            int placeB = columns.IndexOf(b);
            double weightA = placeA < 0 ? 0 : weights[Ratings.HalfStarsOf(viewer)[placeA]];
            double weightB = placeB < 0 ? 0 : weights[Ratings.HalfStarsOf(viewer)[placeB]];
            product += share * weightA * weightB;
            first += share * weightA * weightA;
            second += share * weightB * weightB;
            common += placeA >= 0 && placeB >= 0 ? 1 : 0;
        }

        return common == 0 || product == 0 ? 0 : product / Math.Sqrt(first * second) * common / (common + options.Shrinkage);
    }

    private static NeighboursModel Train(NeighboursOptions options)
        => NeighboursTrainer.Train(Ratings, options, new TrainingSettings(1, 2), TasteWorld.Silent, TestContext.Current.CancellationToken);

    private static float[] Scores(NeighboursModel model, params KnownRating[] known)
    {
        float[] scores = new float[model.Movies.Count];
        model.Score(known, scores);
        return scores;
    }
}
