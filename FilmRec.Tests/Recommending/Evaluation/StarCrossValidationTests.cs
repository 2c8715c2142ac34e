using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Recommending.Evaluation;

public sealed class StarCrossValidationTests
{
    private static readonly TrainingSettings Settings = new(1, 2);

    /// <summary>Three viewers, four movies; the last viewer has one rating, so nothing is known of that viewer in its fold.</summary>
    private static readonly TrainingData Data = new(
        new RatingMatrix(new Vocabulary([1, 2, 3]), new Vocabulary([10, 20, 30, 40]), [0, 3, 6, 7], [0, 1, 3, 0, 2, 3, 2], [8, 9, 8, 4, 10, 9, 2], null),
        MovieFacts.Unknown(4));

    [Fact]
    public void Every_rating_is_in_one_fold_and_folds_are_of_one_size()
    {
        var data = TasteWorld.Create();
        var evaluation = new StarCrossValidation(data, 7, 3);

        int[] sizes = [.. Enumerable.Range(0, 7).Select(fold => evaluation.FoldOf.ToArray().Count(one => one == fold))];

        sizes.Sum().ShouldBe(data.Ratings.Count);
        (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
        new StarCrossValidation(data, 7, 3).FoldOf.ToArray().ShouldBe(evaluation.FoldOf.ToArray());
        new StarCrossValidation(data, 7, 4).FoldOf.ToArray().ShouldNotBe(evaluation.FoldOf.ToArray());
    }

    [Fact]
    public void No_model_is_asked_for_a_rating_that_it_was_trained_on_or_that_it_is_shown()
    {
        var evaluation = new StarCrossValidation(Data, 3, 5);
        List<(int[] TrainedOn, int[] Shown)> asked = [];

        evaluation.Score(Constant(3, asked), new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);

        asked.ShouldNotBeEmpty();
        for (int fold = 0; fold < 3; fold++)
        {
            int[] kept = [.. Enumerable.Range(0, 7).Where(n => evaluation.FoldOf[n] != fold).Select(n => Code(n))];
            var inFold = asked.Where(one => one.TrainedOn.SequenceEqual(kept)).ToArray();
            inFold.ShouldNotBeEmpty();
            inFold.SelectMany(one => one.Shown).ShouldBeSubsetOf([.. kept.Select(code => code % 100)]);
        }

        static int Code(int n) => 100 * (n < 3 ? 0 : n < 6 ? 1 : 2) + Data.Ratings.Columns[n];
    }

    [Fact]
    public void Errors_are_as_worked_out_by_hand()
    {
        // Stars are 4, 4.5, 4, 2, 5, 4.5, 1; three are predicted for all, so errors are 1, 1.5, 1, −1, 2, 1.5, −2.
        var score = new StarCrossValidation(Data, 2, 1).Score(Constant(3), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        score.Errors.Rmse.Mean.ShouldBe(Math.Sqrt((1 + 2.25 + 1 + 1 + 4 + 2.25 + 4) / 7), 1e-9);
        score.Errors.Mae.Mean.ShouldBe(10.0 / 7, 1e-9);

        // By viewer the distances add up to 3.5, 4.5 and 2; less the mean times 3, 3 and 1 that is −11/14, 3/14 and 8/14.
        double variance = (121 + 9 + 64) / 196.0 * 3 / 2 / 49;
        score.Errors.Mae.HalfWidth.ShouldBe(1.959964 * Math.Sqrt(variance), 1e-9);
    }

    [Fact]
    public void A_model_is_compared_rating_by_rating()
    {
        var evaluation = new StarCrossValidation(Data, 2, 1);
        var three = evaluation.Score(Constant(3), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);
        var four = evaluation.Score(Constant(4), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        var difference = StarErrors.OfDifference(Data.Ratings, four.Predicted, three.Predicted);

        difference.Mean.ShouldBe(four.Errors.Rmse.Mean - three.Errors.Rmse.Mean, 1e-9);
        difference.HalfWidth.ShouldBeGreaterThan(0);
        StarErrors.OfDifference(Data.Ratings, three.Predicted, three.Predicted).ShouldBe(new(0, 0));
    }

    [Fact]
    public void Slices_count_what_training_knew()
    {
        var data = TasteWorld.Create();
        var score = new StarCrossValidation(data, 4, 1).Score(Constant(3), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        score.Slices.Where(slice => slice.Name.StartsWith("film", StringComparison.Ordinal)).Sum(slice => slice.Ratings).ShouldBe(data.Ratings.Count);
        score.Slices.Where(slice => slice.Name.StartsWith("viewer", StringComparison.Ordinal)).Sum(slice => slice.Ratings).ShouldBe(data.Ratings.Count);
        score.Slices.Select(slice => slice.Name).ShouldBe(["film 20–99", "viewer 1–4", "viewer 5–19"], ignoreOrder: true);
    }

    [Fact]
    public void Star_factors_come_well_below_the_bias_only_baseline_on_MovieLens()
    {
        using var file = File.OpenRead(Path.Combine(Datasets.Require("ml-latest-small"), "ratings.csv"));
        var ratings = RatingFileReader.Read(file, "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken).Ratings;
        var evaluation = new StarCrossValidation(new TrainingData(ratings, MovieFacts.Unknown(ratings.Movies.Count)), 2, 1);
        var quick = ModelKinds.Find("star-factors")!.With(
            new Dictionary<string, double> { ["factors"] = 4, ["draws"] = 4, ["warm-up"] = 12, ["sweeps-per-draw"] = 2 });

        var report = evaluation.Report([ModelKinds.Find("movie-means")!, quick], Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        // Half of the ratings, no genres, no years and few draws: far from the best figures, and still clear of the baseline.
        report.Models[0].Errors.Rmse.Mean.ShouldBe(0.88, 0.01);
        var difference = StarErrors.OfDifference(ratings, report.Models[1].Predicted, report.Models[0].Predicted);
        (difference.Mean + difference.HalfWidth).ShouldBeLessThan(-0.02);
    }

    [Fact]
    public void A_kind_that_ranks_is_refused()
        => Should.Throw<ArgumentException>(() => new StarCrossValidation(Data, 2, 1)
            .Score(ModelKinds.Find("popularity")!, Settings, TasteWorld.Silent, TestContext.Current.CancellationToken));

    [Fact]
    public void More_folds_than_ratings_are_refused()
        => Should.Throw<ArgumentException>(() => new StarCrossValidation(Data, 8, 1));

    private static ModelKind Constant(float stars, List<(int[], int[])>? asked = null)
        => new("constant", "Constant", "", (data, _, _, _) => new ConstantModel(data.Ratings, stars, asked), _ => throw new NotSupportedException()) { Ranks = false };

    /// <summary>Predicts the same for all, and remembers what it was trained on and shown.</summary>
    private sealed class ConstantModel(RatingMatrix ratings, float stars, List<(int[], int[])>? asked) : IStarPredictor
    {
        public string Kind => "constant";
        public Vocabulary Movies => ratings.Movies;

        public void Predict(ReadOnlySpan<KnownRating> known, Span<float> predicted)
        {
            int[] trainedOn = [.. Enumerable.Range(0, ratings.Viewers.Count)
                .SelectMany(viewer => ratings.ColumnsOf(viewer).ToArray().Select(movie => 100 * viewer + movie))];
            asked?.Add((trainedOn, [.. known.ToArray().Select(rating => rating.Movie)]));
            predicted.Fill(stars);
        }

        public void Predict(ReadOnlySpan<KnownRating> known, ReadOnlySpan<int> movies, Span<float> predicted) => predicted.Fill(stars);

        public void Save(Stream stream) => throw new NotSupportedException();
    }
}
