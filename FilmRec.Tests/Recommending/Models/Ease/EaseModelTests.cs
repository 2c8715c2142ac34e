using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Ease;

namespace FilmRec.Tests.Recommending.Models.Ease;

public sealed class EaseModelTests
{
    private static readonly EaseModel Model = EaseTrainer.Train(
        TasteWorld.Create().Ratings, new EaseOptions { Regularisation = 20 }, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);

    [Fact]
    public void Without_one_of_the_ratings_the_score_is_less_by_what_it_contributed()
    {
        KnownRating[] known = [new(1, 10), new(4, 7), new(6, 0, 0, Signal.Watch), new(12, 2), new(15, 0, 0, Signal.NotInterested)];
        int[] movies = [.. Enumerable.Range(0, TasteWorld.Movies)];
        float[] contributions = new float[movies.Length * known.Length];
        Model.Explain(known, movies, contributions);
        float[] scores = Scores(known);

        for (int left = 0; left < known.Length; left++)
        {
            float[] without = Scores([.. known.Where((_, n) => n != left)]);
            for (int movie = 0; movie < movies.Length; movie++)
            {
                without[movie].ShouldBe(scores[movie] - contributions[movie * known.Length + left], 1e-5f);
            }
        }
    }

    [Fact]
    public void What_is_like_a_film_that_does_not_interest_sinks()
    {
        float[] before = Scores(TasteWorld.Loves(1));
        float[] after = Scores([.. TasteWorld.Loves(1), new KnownRating(2, 0, 0, Signal.NotInterested)]);

        foreach (int movie in TasteWorld.Sea.Except([1, 2]))
        {
            after[movie].ShouldBeLessThan(before[movie]);
        }
    }

    [Fact]
    public void More_stars_say_more_and_a_watch_says_something()
    {
        float[] watched = Scores([new KnownRating(2, 0, 0, Signal.Watch)]);
        float[] low = Scores([new KnownRating(2, 1)]);
        float[] high = Scores([new KnownRating(2, 10)]);

        low[3].ShouldBeGreaterThan(0);
        watched[3].ShouldBeGreaterThan(low[3]);
        high[3].ShouldBeGreaterThan(watched[3]);
    }

    [Fact]
    public void A_request_allocates_nothing()
    {
        var known = TasteWorld.Loves(0, 3, 5, 8);
        float[] scores = new float[TasteWorld.Movies];
        float[] contributions = new float[known.Length];
        Answer();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Answer();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);

        void Answer()
        {
            Model.Score(known, scores);
            Model.Explain(known, [1], contributions);
        }
    }

    private static float[] Scores(KnownRating[] known)
    {
        float[] scores = new float[TasteWorld.Movies];
        Model.Score(known, scores);
        return scores;
    }
}
