using System.Text.Json;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Recommending.Evaluation;

public sealed class StrongGeneralisationTests
{
    private static readonly TrainingSettings Settings = new(1, 2);

    /// <summary>Viewers 1, 2, 3 in folds 0, 1, 1; five movies. Viewers 1 and 2 have something held out, viewer 3 has not.</summary>
    private static readonly TrainingData Data = new(
        new RatingMatrix(new Vocabulary([1, 2, 3]), new Vocabulary([10, 20, 30, 40, 50]), [0, 3, 6, 7], [0, 1, 3, 0, 2, 4, 2], [8, 9, 8, 8, 10, 9, 2], null),
        MovieFacts.Unknown(5));

    private static readonly ViewerSplit Split = new(2, [0, 1, 1], [false, true, true, false, true, false, false]);

    [Fact]
    public void Lists_are_scored_as_worked_out_by_hand()
    {
        // The list is 10, 20, 30, 40, 50 for everybody. Viewer 1 knows 10: 20 30 40 50 hits at ranks 1 and 3 of 2 held out.
        // Viewer 2 knows 10 and 50: 20 30 40 hits at rank 2 of 1 held out.
        var score = new StrongGeneralisation(Data, Split).Score(Listing(), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        score["recall@20"].ByViewer.ShouldBe([1, 1]);
        score["ndcg@10"].ByViewer[0].ShouldBe(1.5 / (1 + 1 / Math.Log2(3)), 1e-12);
        score["ndcg@10"].ByViewer[1].ShouldBe(1 / Math.Log2(3), 1e-12);
        score["ndcg@100"].Estimate.Mean.ShouldBe(score["ndcg@100"].ByViewer.Average(), 1e-12);
    }

    [Fact]
    public void Nobody_is_judged_by_a_model_that_knows_them()
    {
        List<int[]> trainedOn = [];

        new StrongGeneralisation(Data, Split).Score(
            Listing(data => trainedOn.Add(data.Ratings.Viewers.Ids.ToArray())), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        trainedOn.ShouldBe([[2, 3], [1]]);
    }

    [Fact]
    public void What_is_held_out_is_not_shown_to_the_model()
    {
        List<int> shown = [];

        new StrongGeneralisation(Data, Split).Score(
            Listing(onKnown: known => shown.AddRange(known)), new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);

        shown.ShouldBe([0, 0, 4]);
    }

    [Fact]
    public void Scores_do_not_depend_on_the_threads()
    {
        var data = TasteWorld.Create();
        var evaluation = new StrongGeneralisation(data, ViewerSplit.Deal(data.Ratings, new SplitOptions { Folds = 2 }));
        var kind = ModelKinds.Find("als")! with
        {
            Train = (training, settings, progress, cancellationToken)
                => AlsTrainer.Train(training.Ratings, new AlsOptions { Factors = 6 }, settings, progress, cancellationToken),
        };

        var one = evaluation.Score(kind, new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);
        var three = evaluation.Score(kind, new TrainingSettings(1, 3), TasteWorld.Silent, TestContext.Current.CancellationToken);

        three["ndcg@100"].ByViewer.ShouldBe(one["ndcg@100"].ByViewer);
    }

    [Fact]
    public void A_split_that_holds_nothing_out_is_refused()
        => Should.Throw<ArgumentException>(() => new StrongGeneralisation(Data, new ViewerSplit(2, [0, 1, 1], new bool[7])));

    [Fact]
    public void The_report_as_json_is_one_object_with_metrics_and_intervals()
    {
        var report = new StrongGeneralisation(Data, Split).Report([Listing()], Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(EvaluationJson.Of(report));

        json.RootElement.GetProperty("viewers").GetInt32().ShouldBe(2);
        json.RootElement.GetProperty("held_out").GetInt32().ShouldBe(3);
        var model = json.RootElement.GetProperty("models").EnumerateArray().Single();
        model.GetProperty("kind").GetString().ShouldBe("listing");
        foreach (string part in (string[])["metrics", "interval"])
        {
            model.GetProperty(part).EnumerateObject().Select(metric => metric.Name).ShouldBe(["recall@20", "recall@50", "ndcg@10", "ndcg@100"]);
        }

        model.GetProperty("metrics").GetProperty("recall@50").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void The_report_as_a_table_has_a_line_for_each_model()
    {
        var report = new StrongGeneralisation(Data, Split).Report([Listing(), Listing()], Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        string[] lines = EvaluationTable.Of(report).Split(Environment.NewLine);

        lines.Count(line => line.StartsWith("listing", StringComparison.Ordinal)).ShouldBe(2);
        lines[0].ShouldContain("ndcg@100");
        lines[^1].ShouldContain("2 viewers in 2 folds");
    }

    [Fact]
    public void Popularity_and_als_reach_the_figures_known_for_MovieLens()
    {
        string folder = Datasets.Require("ml-latest-small");
        string splits = Datasets.Require("ml-latest-small-split");
        using var ratingsFile = File.OpenText(Path.Combine(folder, "ratings.csv"));
        using var splitFile = File.OpenText(Path.Combine(splits, "strong-generalisation.csv"));
        var ratings = RatingsFile.Read(ratingsFile, "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken);
        var split = SplitFile.Read(splitFile, "strong-generalisation.csv", ratings, TestContext.Current.CancellationToken);
        var evaluation = new StrongGeneralisation(new TrainingData(ratings, MovieFacts.Unknown(ratings.Movies.Count)), split);

        var report = evaluation.Report(
            [ModelKinds.Find("popularity")!, ModelKinds.Find("als")!], Settings, TasteWorld.Silent, TestContext.Current.CancellationToken);

        report.Viewers.ShouldBe(603);
        report.HeldOut.ShouldBe(9704);
        var popularity = report.Models[0];
        popularity["ndcg@100"].Estimate.Mean.ShouldBe(0.219, 0.003);
        popularity["ndcg@10"].Estimate.Mean.ShouldBe(0.165, 0.003);
        popularity["recall@20"].Estimate.Mean.ShouldBe(0.189, 0.003);
        popularity["recall@50"].Estimate.Mean.ShouldBe(0.257, 0.003);
        popularity["ndcg@100"].Estimate.HalfWidth.ShouldBe(0.013, 0.001);
        report.Models[1]["ndcg@100"].Estimate.Mean.ShouldBeGreaterThan(0.39);
    }

    private static ModelKind Listing(Action<TrainingData>? onTrain = null, Action<IEnumerable<int>>? onKnown = null)
        => new("listing", "Listing", "", (data, _, _, _) =>
        {
            onTrain?.Invoke(data);
            return new ListingModel(data.Ratings.Movies, onKnown);
        }, _ => throw new NotSupportedException());

    /// <summary>Ranks movies in the order of their rows.</summary>
    private sealed class ListingModel(Vocabulary movies, Action<IEnumerable<int>>? onKnown) : IRecommender
    {
        public string Kind => "listing";
        public Vocabulary Movies => movies;

        public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
        {
            onKnown?.Invoke(known.ToArray().Select(rating => rating.Movie));
            for (int movie = 0; movie < scores.Length; movie++)
            {
                scores[movie] = -movie;
            }
        }

        public void Save(Stream stream) => throw new NotSupportedException();
    }
}
