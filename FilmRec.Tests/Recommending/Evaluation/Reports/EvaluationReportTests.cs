using System.Text.Json;
using System.Xml.Linq;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Reports;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Evaluation.Tuning;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Reports;

public sealed class EvaluationReportTests
{
    [Fact]
    public void As_json_it_is_one_object_with_stable_keys()
    {
        using var json = JsonDocument.Parse(EvaluationJson.Of(Create()));

        var root = json.RootElement;
        Keys(root).ShouldBe(["protocol", "folds", "viewers", "held_out", "movies", "about", "main_metric", "models", "differences", "slices", "tuning"]);
        root.GetProperty("protocol").GetString().ShouldBe("strong");
        root.GetProperty("viewers").GetInt32().ShouldBe(TasteWorld.Viewers);
        root.GetProperty("held_out").GetInt32().ShouldBe(TasteWorld.Viewers);
        var model = root.GetProperty("models")[1];
        Keys(model).ShouldBe(["kind", "options", "metrics", "interval", "recall_curve", "seconds"]);
        model.GetProperty("kind").GetString().ShouldBe("als:factors=3");
        model.GetProperty("options").GetProperty("factors").GetDouble().ShouldBe(3);
        model.GetProperty("options").GetProperty("unobserved-weight").GetRawText().ShouldBe("0.4");
        string[] metrics = ["recall@20", "recall@50", "ndcg@10", "ndcg@100", "map@100", "hr@10", "coverage@20", "gini@20", "novelty@20"];
        Keys(model.GetProperty("metrics")).ShouldBe(metrics);
        Keys(model.GetProperty("interval")).ShouldBe(metrics);
        Keys(root.GetProperty("differences")).ShouldBe(["against", "models"]);
        root.GetProperty("differences").GetProperty("against").GetString().ShouldBe("popularity");
        Keys(root.GetProperty("differences").GetProperty("models").EnumerateArray().Single()).ShouldBe(["kind", "metrics", "interval"]);
        root.GetProperty("slices").EnumerateArray().Select(slice => slice.GetProperty("name").GetString()).ShouldBe(["cold", "few", "some", "many", "head", "tail"]);
        Keys(root.GetProperty("slices")[1]).ShouldBe(["name", "about", "viewers", "models"]);
        Keys(root.GetProperty("tuning")).ShouldBe(["kind", "protocol", "viewers", "metric", "chosen", "trials"]);
        Keys(root.GetProperty("tuning").GetProperty("trials")[0]).ShouldBe(["kind", "options", "metrics", "interval", "over_default"]);
    }

    [Fact]
    public void As_a_table_it_has_a_line_for_each_model_and_says_of_whom()
    {
        string[] lines = EvaluationTable.Of(Create()).Split(Environment.NewLine);

        lines[0].ShouldContain("ndcg@100 over popularity");
        lines.Count(line => line.StartsWith("als:factors=3 ", StringComparison.Ordinal)).ShouldBe(3); // ranking, lists, slices
        lines.ShouldContain(line => line.StartsWith("als:factors=4 (chosen)", StringComparison.Ordinal));
        lines.ShouldAllBe(line => line.Length <= 140);
        lines[^1].ShouldBe("200 viewers in 5 folds, each new to the model; 200 held-out ratings to find among 21 films; ± 95 %");
    }

    [Fact]
    public void As_markdown_it_has_tables_and_pictures_that_are_whole_and_described()
    {
        var markdown = EvaluationMarkdown.Of(Create(), "mine");

        markdown.Text.ShouldContain("| model | recall@20 |");
        markdown.Text.ShouldContain("## Differences to popularity");
        markdown.Text.ShouldContain("Chosen: `als:factors=4`");
        markdown.Pictures.Select(picture => picture.Name).ShouldBe(["mine-metrics.svg", "mine-recall.svg", "mine-slices.svg"]);
        foreach (var picture in markdown.Pictures)
        {
            markdown.Text.ShouldContain($"![{picture.Title}]({picture.Name})");
            var svg = XDocument.Parse(picture.Svg).Root.ShouldNotBeNull();
            svg.Name.LocalName.ShouldBe("svg");
            svg.Elements().Single(element => element.Name.LocalName == "title").Value.ShouldBe(picture.Title);
            svg.Elements().Single(element => element.Name.LocalName == "desc").Value.ShouldContain("als:factors=3");
            picture.Svg.ShouldContain("prefers-color-scheme:dark");
            picture.Svg.ShouldNotContain("NaN");
        }
    }

    [Fact]
    public void Names_with_signs_of_markup_do_no_harm()
    {
        var report = Create();
        var odd = report with { Models = [report.Models[0] with { Kind = "<b>&\"|" }, report.Models[1]], Against = report.Models[1] };

        var markdown = EvaluationMarkdown.Of(odd);

        markdown.Text.ShouldContain("<b>&\"\\|");
        markdown.Pictures.ShouldAllBe(picture => XDocument.Parse(picture.Svg).Root != null);
    }

    [Fact]
    public void Among_candidates_there_is_less_to_tell()
    {
        var world = TasteWorld.Create();
        var protocol = GivenFiles.Of(world, [new CandidateList(1, 0, 20, [3, 20])]);
        var report = new ModelEvaluation(protocol, new TrainingSettings(1, 1)).Run(
            [new Contestant(ModelKinds.Find("popularity")!)], TasteWorld.Silent, TestContext.Current.CancellationToken);

        EvaluationMarkdown.Of(report).Pictures.Select(picture => picture.Name).ShouldBe(["report-metrics.svg", "report-slices.svg"]);
        EvaluationTable.Of(report).ShouldEndWith("1 viewers whose one held-out film is ranked among given ones; 1 held-out ratings to find among the given candidates; ± 95 %");
        using var json = JsonDocument.Parse(EvaluationJson.Of(report));
        json.RootElement.GetProperty("main_metric").GetString().ShouldBe("ndcg@10");
        Keys(json.RootElement.GetProperty("models")[0]).ShouldBe(["kind", "options", "metrics", "interval"]);
    }

    [Fact]
    public void Predicted_stars_are_told_in_all_three_forms()
    {
        var evaluation = new StarCrossValidation(TasteWorld.Create(), 2, 1);
        var kind = ModelKinds.Find("movie-means")!;
        var other = kind.With(new Dictionary<string, double> { [kind.Options[0].Name] = kind.Options[0].Maximum });
        var report = evaluation.Report([kind, other], new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);
        report = report with { Models = [report.Models[0], report.Models[1] with { Kind = "damped" }] };
        var text = new StarText(report, report.Models[0], [[], []]);

        using var json = JsonDocument.Parse(text.Json());
        Keys(json.RootElement).ShouldBe(["protocol", "folds", "viewers", "held_out", "movies", "seed", "main_metric", "models", "differences", "slices"]);
        json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("rmse").GetDouble().ShouldBe(report.Models[0].Errors.Rmse.Mean, 1e-6);
        var difference = json.RootElement.GetProperty("differences").GetProperty("models")[0].GetProperty("metrics").GetProperty("rmse").GetDouble();
        difference.ShouldBe(report.Models[1].Errors.Rmse.Mean - report.Models[0].Errors.Rmse.Mean, 1e-5);
        text.Table().Split(Environment.NewLine)[2].ShouldStartWith("damped");
        var markdown = text.Markdown();
        markdown.Pictures.Count.ShouldBe(2);
        markdown.Pictures.ShouldAllBe(picture => XDocument.Parse(picture.Svg).Root != null && markdown.Text.Contains(picture.Name));
    }

    internal static EvaluationReport Create()
    {
        var protocol = new StrongGeneralisation(TasteWorld.Create(), new SplitOptions());
        double seconds = 0;
        var evaluation = new ModelEvaluation(protocol, new TrainingSettings(1, 1)) { Seconds = () => seconds += 0.5 };
        var report = evaluation.Run(
            [new Contestant(ModelKinds.Find("popularity")!), Contestant.Of(ModelKinds.Find("als")!, [KeyValuePair.Create("factors", 3.0)])],
            TasteWorld.Silent, TestContext.Current.CancellationToken);
        report.Models[0].Seconds.ShouldBe(2.5);
        var chosen = new TuningTrial("als:factors=4", [KeyValuePair.Create("factors", 4.0)], new(.5, .1), new(.1, .02), null);
        return report with { Tuning = new TuningReport("als", "strong", 9, "ndcg@100", [new TuningTrial("als", [], new(.4, .1), default, null), chosen], chosen) };
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
