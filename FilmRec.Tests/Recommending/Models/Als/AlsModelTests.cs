using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Tests.Recommending.Models.Als;

public sealed class AlsModelTests
{
    private static readonly AlsModel Model = AlsTrainer.Train(
        TasteWorld.Create().Ratings, new AlsOptions { Factors = 12 }, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);

    [Fact]
    public void A_request_allocates_less_than_a_kilobyte()
    {
        var known = TasteWorld.Loves(0, 3, 5, 8);
        float[] scores = new float[TasteWorld.Movies];
        float[] contributions = new float[known.Length];
        Answer();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Answer();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024);

        void Answer()
        {
            Model.Score(known, scores);
            Model.Explain(known, [1], contributions);
        }
    }

    [Fact]
    public void The_same_answers_come_from_many_threads_at_once()
    {
        KnownRating[][] viewers = [.. Enumerable.Range(0, TasteWorld.MoviesPerTaste).Select(movie => TasteWorld.Loves(movie, movie + 9))];
        float[][] expected = [.. viewers.Select(Scores)];

        Parallel.For(0, 200, n => Scores(viewers[n % viewers.Length]).ShouldBe(expected[n % viewers.Length]));
    }

    [Fact]
    public void A_rating_changes_the_scores_the_better_the_more()
    {
        float[] nothing = Scores([]);
        float[] low = Scores([new KnownRating(2, 3)]);
        float[] high = Scores([new KnownRating(2, 9)]);

        low[3].ShouldBeGreaterThan(nothing[3]);
        high[3].ShouldBeGreaterThan(low[3]);
    }

    [Fact]
    public void What_it_was_trained_with_comes_back_from_disk()
    {
        using var file = new MemoryStream();
        Model.Save(file);
        file.Position = 0;

        AlsModel.Load(file).Options.ShouldBe(Model.Options);
    }

    private static float[] Scores(KnownRating[] known)
    {
        float[] scores = new float[TasteWorld.Movies];
        Model.Score(known, scores);
        return scores;
    }
}
