using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;

namespace FilmRec.Tests.Recommending.Models.Als;

public sealed class AlsTrainerTests
{
    private static readonly AlsOptions Options = new() { Factors = 5, Sweeps = 8, LowConfidence = 0.5f, LowTarget = 0.2f };

    [Fact]
    public void The_loss_falls_with_every_sweep()
    {
        List<WorkProgress> reports = [];

        AlsTrainer.Train(TasteWorld.Create().Ratings, Options, new TrainingSettings(1, 2), new Recorder(reports), TestContext.Current.CancellationToken);

        double[] losses = [.. reports.Select(report => double.Parse(report.Detail!["loss ".Length..], NumberStyles.Number, CultureInfo.InvariantCulture))];
        losses.Length.ShouldBe(Options.Sweeps);
        losses.Zip(losses.Skip(1), (before, after) => after <= before).ShouldAllBe(falls => falls);
        losses[^1].ShouldBeLessThan(losses[0]);
    }

    [Fact]
    public void The_loss_is_the_sum_over_all_pairs_written_out()
    {
        var ratings = TasteWorld.Create().Ratings;
        using var sweeps = new AlsSweeps(ratings, Options, new TrainingSettings(1, 2));
        sweeps.Run(TestContext.Current.CancellationToken);

        double loss = sweeps.Run(TestContext.Current.CancellationToken);

        float[] viewers = sweeps.Viewers.ToArray();
        float[] movies = sweeps.Movies.ToArray();
        var byViewer = AlsFeedback.ByViewer(ratings, Options);
        var byMovie = byViewer.Turn(TasteWorld.Movies);
        double expected = 0;
        for (int viewer = 0; viewer < TasteWorld.Viewers; viewer++)
        {
            for (int movie = 0; movie < TasteWorld.Movies; movie++)
            {
                double product = Enumerable.Range(0, Options.Factors).Sum(i => (double)viewers[viewer * Options.Factors + i] * movies[movie * Options.Factors + i]);
                int place = ratings.ColumnsOf(viewer).IndexOf(movie);
                int halfStars = place < 0 ? 0 : ratings.HalfStarsOf(viewer)[place];
                expected += Options.UnobservedWeight * product * product;
                expected += place < 0 ? 0 : Options.ConfidenceOf(halfStars) * Math.Pow(product - Options.TargetOf(halfStars), 2);
            }
        }

        expected += Ridges(viewers, byViewer, TasteWorld.Movies) + Ridges(movies, byMovie, TasteWorld.Viewers);
        loss.ShouldBe(expected, 1e-4 * expected);
    }

    [Fact]
    public void A_viewer_who_is_folded_in_gets_the_factors_that_training_would_give()
    {
        var ratings = TasteWorld.Create().Ratings;
        var model = AlsTrainer.Train(ratings, Options, new TrainingSettings(1, 2), TasteWorld.Silent, TestContext.Current.CancellationToken);
        var known = ratings.ColumnsOf(3).ToArray().Zip(ratings.HalfStarsOf(3).ToArray(), (movie, halfStars) => new KnownRating(movie, halfStars)).ToArray();
        float[] x = new float[Options.Factors];
        float[] scores = new float[TasteWorld.Movies];

        model.FoldIn(known, x);
        model.Score(known, scores);

        for (int movie = 0; movie < TasteWorld.Movies; movie++)
        {
            double product = Enumerable.Range(0, Options.Factors).Sum(i => (double)x[i] * model.Factors[movie * Options.Factors + i]);
            ((double)scores[movie]).ShouldBe(product, 1e-4);
        }
    }

    [Fact]
    public void A_movie_that_nobody_rated_scores_zero()
    {
        var model = AlsTrainer.Train(
            TasteWorld.Create().Ratings, Options, new TrainingSettings(1, 2), TasteWorld.Silent, TestContext.Current.CancellationToken);
        float[] scores = new float[TasteWorld.Movies];

        model.Score(TasteWorld.Loves(1, 2), scores);

        scores[TasteWorld.Unseen].ShouldBe(0);
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        float[] one = Train(1);
        float[] other = Train(2);

        one.ShouldNotBe(other);

        static float[] Train(int seed) => AlsTrainer.Train(
            TasteWorld.Create().Ratings, Options, new TrainingSettings(seed, 1), TasteWorld.Silent, CancellationToken.None).Factors.ToArray();
    }

    [Theory]
    [InlineData(nameof(AlsOptions.Factors))]
    [InlineData(nameof(AlsOptions.Sweeps))]
    [InlineData(nameof(AlsOptions.Regularisation))]
    [InlineData(nameof(AlsOptions.RidgeExponent))]
    [InlineData(nameof(AlsOptions.UnobservedWeight))]
    [InlineData(nameof(AlsOptions.PositiveHalfStars))]
    [InlineData(nameof(AlsOptions.LowConfidence))]
    [InlineData(nameof(AlsOptions.LowTarget))]
    [InlineData(nameof(AlsOptions.InitialLength))]
    public void An_option_out_of_range_is_named(string option)
    {
        var options = option switch
        {
            nameof(AlsOptions.Factors) => new AlsOptions { Factors = 0 },
            nameof(AlsOptions.Sweeps) => new AlsOptions { Sweeps = 0 },
            nameof(AlsOptions.Regularisation) => new AlsOptions { Regularisation = 0 },
            nameof(AlsOptions.RidgeExponent) => new AlsOptions { RidgeExponent = float.NaN },
            nameof(AlsOptions.UnobservedWeight) => new AlsOptions { UnobservedWeight = -1 },
            nameof(AlsOptions.PositiveHalfStars) => new AlsOptions { PositiveHalfStars = 11 },
            nameof(AlsOptions.LowConfidence) => new AlsOptions { LowConfidence = float.PositiveInfinity },
            nameof(AlsOptions.LowTarget) => new AlsOptions { LowTarget = 2 },
            _ => new AlsOptions { InitialLength = 0 },
        };

        Should.Throw<ArgumentOutOfRangeException>(options.Validate).ParamName.ShouldBe(option);
    }

    /// <summary>With few ratings of no weight the matrix itself is used, with many a copy; both say the same.</summary>
    [Fact]
    public void Ratings_without_weight_are_left_out_where_they_are_many()
    {
        var ratings = TasteWorld.Create().Ratings;
        var all = AlsFeedback.ByViewer(ratings, Options with { LowConfidence = 1, PositiveHalfStars = 1 });
        var some = AlsFeedback.ByViewer(ratings, Options with { LowConfidence = 0 });

        for (int viewer = 0; viewer < TasteWorld.Viewers; viewer++)
        {
            all.ColumnsOf(viewer).ToArray().ShouldBe(ratings.ColumnsOf(viewer).ToArray());
            all.CodesOf(viewer).ToArray().ShouldBe(ratings.HalfStarsOf(viewer).ToArray());
            var pairs = ratings.ColumnsOf(viewer).ToArray().Zip(ratings.HalfStarsOf(viewer).ToArray()).Where(pair => pair.Second >= Options.PositiveHalfStars).ToArray();
            some.ColumnsOf(viewer).ToArray().ShouldBe(pairs.Select(pair => pair.First));
            some.CodesOf(viewer).ToArray().ShouldBe(pairs.Select(pair => pair.Second));
        }
    }

    private static double Ridges(float[] factors, AlsFeedback feedback, int others)
        => Enumerable.Range(0, feedback.Rows).Sum(row =>
        {
            double weight = feedback.CodesOf(row).ToArray().Sum(halfStars => (double)Options.ConfidenceOf(halfStars));
            double ridge = Options.Regularisation * Math.Pow(weight + (double)Options.UnobservedWeight * others, Options.RidgeExponent);
            return ridge * factors.Skip(row * Options.Factors).Take(Options.Factors).Sum(value => (double)value * value);
        });

    private sealed class Recorder(List<WorkProgress> reports) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => reports.Add(value);
    }
}
