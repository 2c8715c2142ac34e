using System.Text.Json;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Reports;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Evaluation.Tuning;
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
