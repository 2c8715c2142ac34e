using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Recommending.Evaluation;

public sealed class ModelEvaluationTests
{
    private static readonly TrainingSettings Settings = new(1, 2);

    /// <summary>Viewers 1, 2, 3 in folds 0, 1, 1; five movies. Viewers 1 and 2 have something held out, viewer 3 has not.</summary>
    private static readonly TrainingData Data = new(
        new RatingMatrix(new Vocabulary([1, 2, 3]), new Vocabulary([10, 20, 30, 40, 50]), [0, 3, 6, 7], [0, 1, 3, 0, 2, 4, 2], [8, 9, 8, 8, 10, 9, 2], null),
        MovieFacts.Unknown(5));

    private static readonly StrongGeneralisation Strong = new(Data, new ViewerSplit(2, [0, 1, 1], [false, true, true, false, true, false, false]));

    [Fact]
    public void Lists_are_scored_as_worked_out_by_hand()
    {
        // The list is 10, 20, 30, 40, 50 for everybody. Viewer 1 knows 10: 20 30 40 50 hits at ranks 1 and 3 of 2 held out.
        // Viewer 2 knows 10 and 50: 20 30 40 hits at rank 2 of 1 held out.
        var score = Run(Strong, Listing.Create()).Models[0];

        score["recall@20"].ByViewer.ShouldBe([1, 1]);
        score["ndcg@10"].ByViewer[0].ShouldBe(1.5 / (1 + 1 / Math.Log2(3)), 1e-12);
        score["ndcg@10"].ByViewer[1].ShouldBe(1 / Math.Log2(3), 1e-12);
        score["ndcg@100"].Estimate.Mean.ShouldBe(score["ndcg@100"].ByViewer.Average(), 1e-12);
        score["map@100"].ByViewer[0].ShouldBe((1 + 2.0 / 3) / 2, 1e-12);
        score["map@100"].ByViewer[1].ShouldBe(0.5, 1e-12);
        score["coverage@20"].Estimate.Mean.ShouldBe(4.0 / 5, 1e-12); // 10 is never recommended: both know it
        score["gini@20"].Estimate.Mean.ShouldBe((-4 * 0 + -2 * 1 + 0 * 2 + 2 * 2 + 4 * 2) / (5.0 * 7), 1e-12); // shown 0, 2, 2, 2, 1 times
        score.RecallCurve.First(point => point.Key == 1).Value.ShouldBe(0.5); // viewer 1 has a hit at the top: 1 of min(1, 2)
    }

    [Fact]
    public void Novelty_is_told_by_the_training_viewers_of_the_fold()
    {
        // Fold 0 is trained on viewers 2 and 3: raters of 20, 30, 40, 50 are 0, 2, 0, 1 of two viewers, which is 1, 0, 1, 1 bits (nobody counts as one).
        // Fold 1 is trained on viewer 1 alone: 0 bits throughout.
        var score = Run(Strong, Listing.Create()).Models[0];

        score["novelty@20"].ByViewer.ShouldBe([0.75, 0]);
    }

    [Fact]
    public void What_is_held_out_is_not_shown_to_the_model()
    {
        List<int> shown = [];

        new ModelEvaluation(Strong, new TrainingSettings(1, 1)).Run(
            [Listing.Create(onKnown: shown.AddRange)], TasteWorld.Silent, TestContext.Current.CancellationToken);

        shown.ShouldBe([0, 0, 4]);
    }

    [Fact]
    public void Head_and_tail_take_the_hits_apart()
    {
        // Fold 0: movie 30 has two of the four training ratings, which is half: it is the head. Viewer 1 wants 20 and 40, both tail.
        // Fold 1: all of viewer 1's movies have one rating: the first two of them, 10 and 20, are the head. Viewer 2 wants 30: tail.
        var report = Run(Strong, Listing.Create());

        report.Slices.Single(slice => slice.Name == "head").Viewers.ShouldBe(0);
        var tail = report.Slices.Single(slice => slice.Name == "tail");
        tail.Viewers.ShouldBe(2);
        tail.Models[0].Single(metric => metric.Name == "ndcg@100").ByViewer.ShouldBe(report.Models[0]["ndcg@100"].ByViewer);
        report.Slices.Single(slice => slice.Name == "cold").Viewers.ShouldBe(2);
    }

    [Fact]
    public void Among_candidates_only_these_are_ranked()
    {
        // Listing ranks by row: the wanted 40 comes behind 10 and 20, and 30 is no candidate.
        var protocol = GivenFiles.Of(Data, [new CandidateList(1, 2, 3, [0, 1, 3, 4]), new CandidateList(2, 2, 0, [0, 4])]);

        var report = Run(protocol, Listing.Create());

        report.Main.ShouldBe("ndcg@10");
        report.Models[0].Metrics.Select(metric => metric.Name).ShouldBe(["hr@10", "ndcg@10"]);
        report.Models[0]["hr@10"].ByViewer.ShouldBe([1, 1]);
        report.Models[0]["ndcg@10"].ByViewer.ShouldBe([0.5, 1]);
    }

    [Fact]
    public void Equal_scores_rank_by_row_in_the_catalogue_and_among_candidates()
    {
        var equal = Listing.Create(score: _ => 1);

        Run(Strong, equal).Models[0]["ndcg@10"].ByViewer.ShouldBe(Run(Strong, Listing.Create()).Models[0]["ndcg@10"].ByViewer);
        Run(GivenFiles.Of(Data, [new CandidateList(1, 2, 3, [0, 1, 3, 4])]), equal).Models[0]["ndcg@10"].ByViewer.ShouldBe([0.5]);
    }

    [Fact]
    public void Whoever_knows_everything_is_ranked_nothing_and_scores_nothing()
    {
        var judge = new CaseJudge(2);

        judge.Judge((IRecommender)Listing.Create().Kind.Train(
            TwoMovies(), Settings, TasteWorld.Silent, TestContext.Current.CancellationToken), new ViewerCase([new(0, 8), new(1, 8)], [-1]));

        judge.List.Length.ShouldBe(0);
        judge.Hits.Length.ShouldBe(0);
        judge.IsFinite.ShouldBeTrue();

        static TrainingData TwoMovies() => new(new RatingMatrix(new Vocabulary([1]), new Vocabulary([10, 20]), [0, 1], [0], [8], null), MovieFacts.Unknown(2));
    }

    [Fact]
    public void Where_one_is_held_out_of_everybody_the_hit_rate_is_told_too()
    {
        var protocol = LeaveLastOut.Of(TasteWorld.Create(), 8);

        var score = Run(protocol, Listing.Create()).Models[0];

        score["hr@10"].ByViewer.ShouldBe(score["recall@20"].ByViewer.Zip(score["ndcg@10"].ByViewer, (_, gain) => gain > 0 ? 1.0 : 0));
    }

    [Fact]
    public void Differences_are_paired_and_equal_models_differ_by_nothing()
    {
        var protocol = new StrongGeneralisation(TasteWorld.Create(), new SplitOptions());

        var report = Run(protocol, Listing.Create(), Listing.Create("same"), Listing.Create("turned", score: movie => movie));

        foreach (var metric in report.Models[0].Metrics)
        {
            report.Models[1][metric.Name].Over(metric).Mean.ShouldBe(0, metric.Name);
            report.Models[1][metric.Name].Over(metric).HalfWidth.ShouldBe(0, metric.Name);
        }

        report.Models[2]["ndcg@10"].Over(report.Models[0]["ndcg@10"]).HalfWidth.ShouldBeGreaterThan(0);
        report.Models[2]["novelty@20"].Over(report.Models[0]["novelty@20"]).HalfWidth.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Scores_do_not_depend_on_the_threads()
    {
        var data = TasteWorld.Create();
        var protocol = new StrongGeneralisation(data, new SplitOptions { Folds = 2 });
        Contestant[] contestants = [Contestant.Of(ModelKinds.Find("als")!, [KeyValuePair.Create("factors", 6.0)])];

        var one = new ModelEvaluation(protocol, new TrainingSettings(1, 1)).Run(contestants, TasteWorld.Silent, TestContext.Current.CancellationToken).Models[0];
        var three = new ModelEvaluation(protocol, new TrainingSettings(1, 3)).Run(contestants, TasteWorld.Silent, TestContext.Current.CancellationToken).Models[0];

        one.Kind.ShouldBe("als:factors=6");
        foreach (var metric in one.Metrics)
        {
            three[metric.Name].ByViewer.ShouldBe(metric.ByViewer);
            three[metric.Name].Estimate.ShouldBe(metric.Estimate);
        }
    }

    [Fact]
    public void Models_trained_before_are_handed_to_the_next_unless_their_options_are_changed()
    {
        List<string> handed = [];
        var maker = new Contestant(new ModelKind("maker", "Maker", "", (data, settings, progress, cancellationToken) =>
        {
            handed.AddRange(settings.Trained.Select(model => model.Kind));
            return ModelKinds.Find("popularity")!.Train(data, settings, progress, cancellationToken);
        }, _ => throw new NotSupportedException()));
        var changed = Contestant.Of(ModelKinds.Find("als")!, [KeyValuePair.Create("factors", 2.0)]);
        var protocol = LeaveLastOut.Of(TasteWorld.Create(), 8);

        Run(protocol, maker, changed, new Contestant(ModelKinds.Find("popularity")!));

        handed.ShouldBe(["popularity"]);
    }

    [Fact]
    public void A_kind_that_does_not_rank_is_refused()
        => Should.Throw<ArgumentException>(() => Run(Strong, new Contestant(ModelKinds.Find("movie-means")!))).Message.ShouldContain("movie-means");

    [Fact]
    public void Popularity_and_als_reach_the_figures_known_for_MovieLens()
    {
        string folder = Datasets.Require("ml-latest-small");
        string splits = Datasets.Require("ml-latest-small-split");
        using var ratingsFile = File.OpenRead(Path.Combine(folder, "ratings.csv"));
        using var splitFile = File.OpenRead(Path.Combine(splits, "strong-generalisation.csv"));
        var named = RatingFileReader.Read(ratingsFile, "ratings.csv", TasteWorld.Silent, TestContext.Current.CancellationToken);
        var split = SplitFile.Read(splitFile, "strong-generalisation.csv", named, TestContext.Current.CancellationToken);
        var protocol = new StrongGeneralisation(new TrainingData(named.Ratings, MovieFacts.Unknown(named.Movies.Count)), split);

        var report = Run(protocol, new Contestant(ModelKinds.Find("popularity")!), new Contestant(ModelKinds.Find("als")!));

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

    private static EvaluationReport Run(IProtocol protocol, params Contestant[] contestants)
        => new ModelEvaluation(protocol, Settings).Run(contestants, TasteWorld.Silent, TestContext.Current.CancellationToken);
}
