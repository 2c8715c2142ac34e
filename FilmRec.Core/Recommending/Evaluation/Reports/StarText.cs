using System.Globalization;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>Reports on predicted stars: a table, JSON with the keys of <see cref="EvaluationJson"/>, and Markdown with pictures.</summary>
/// <param name="report">At least one model.</param>
/// <param name="against">One of its models, which the others are compared with.</param>
/// <param name="options">All options of each model, in the order of the report.</param>
public sealed class StarText(StarReport report, StarScore against, IReadOnlyList<IReadOnlyList<KeyValuePair<string, double>>> options)
{
    public string Table()
    {
        List<string[]> rows = [["model", "rmse", "mae", $"rmse over {against.Kind}", "seconds"]];
        rows.AddRange(report.Models.Select(model => (string[])[model.Kind, Precise(model.Errors.Rmse), Precise(model.Errors.Mae), Difference(model), EvaluationText.Seconds(model.Seconds)]));
        List<string[]> slices = [["rmse", .. report.Models.Select(model => model.Kind)]];
        slices.AddRange(report.Models[0].Slices.Select((slice, n) => (string[])[NameOf(slice), .. report.Models.Select(model => Precise(model.Slices[n].Errors.Rmse))]));
        return string.Join(Environment.NewLine + Environment.NewLine, EvaluationText.Align(rows), EvaluationText.Align(slices), About());
    }

    public string Json()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, EvaluationJson.Plain))
        {
            json.WriteStartObject();
            json.WriteString("protocol", StarCrossValidation.Name);
            json.WriteNumber("folds", report.Folds);
            json.WriteNumber("viewers", report.Ratings.Viewers.Count);
            json.WriteNumber("held_out", report.Ratings.Count);
            json.WriteNumber("movies", report.Ratings.Movies.Count);
            json.WriteNumber("seed", report.Seed);
            json.WriteString("main_metric", "rmse");
            EvaluationJson.Array(json, "models", report.Models.Zip(options), (writer, pair) =>
            {
                writer.WriteString("kind", pair.First.Kind);
                EvaluationJson.Options(writer, pair.Second);
                Errors(writer, pair.First.Errors);
                EvaluationJson.Seconds(writer, pair.First.Seconds);
            });
            json.WriteStartObject("differences");
            json.WriteString("against", against.Kind);
            EvaluationJson.Array(json, "models", report.Models.Where(model => !ReferenceEquals(model, against)), (writer, model) =>
            {
                writer.WriteString("kind", model.Kind);
                EvaluationJson.Estimates(writer, [("rmse", StarErrors.OfDifference(report.Ratings, model.Predicted, against.Predicted))]);
            });
            json.WriteEndObject();
            EvaluationJson.Array(json, "slices", report.Models[0].Slices.Index(), (writer, slice) =>
            {
                writer.WriteString("name", slice.Item.Name);
                writer.WriteNumber("ratings", slice.Item.Ratings);
                EvaluationJson.Array(writer, "models", report.Models, (inner, model) =>
                {
                    inner.WriteString("kind", model.Kind);
                    Errors(inner, model.Slices[slice.Index].Errors);
                });
            });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <param name="name">Pictures' file names begin with it.</param>
    public MarkdownReport Markdown(string name = "report")
    {
        string[] models = [.. report.Models.Select(model => model.Kind)];
        string title = "Error of predicted stars by model, with 95 % intervals";
        string bySlice = "Error of predicted stars by slice";
        return new MarkdownText(name)
            .Heading(1, "How well stars are predicted")
            .Paragraph($"{About()}.")
            .Table(["model", "rmse", "mae", $"rmse over {against.Kind}", "seconds"], report.Models.Select(model => (string[])
                [model.Kind, Precise(model.Errors.Rmse), Precise(model.Errors.Mae), Difference(model), EvaluationText.Seconds(model.Seconds)]))
            .Picture("metrics", title, BarPanels.Draw(title, models,
                [
                    new("rmse", "stars; shorter is better", [.. report.Models.Select(model => model.Errors.Rmse)]),
                    new("mae", "stars; shorter is better", [.. report.Models.Select(model => model.Errors.Mae)]),
                ], shareScale: true))
            .Heading(2, "Slices")
            .Paragraph("By how many ratings of the film, and of the viewer, the model had learned from.")
            .Table(["rmse", .. models], report.Models[0].Slices.Select((slice, n) => (string[])[NameOf(slice), .. report.Models.Select(model => Precise(model.Slices[n].Errors.Rmse))]))
            .Picture("slices", bySlice, BarPanels.Draw(bySlice, models,
                [.. report.Models[0].Slices.Select((slice, n) => new BarPanels.Panel(slice.Name, $"{slice.Ratings} ratings", [.. report.Models.Select(model => model.Slices[n].Errors.Rmse)]))], shareScale: true))
            .Finish();
    }

    private string About() => string.Create(CultureInfo.InvariantCulture,
        $"{report.Ratings.Count} ratings of {report.Ratings.Viewers.Count} viewers, each predicted once in {report.Folds} random folds (seed {report.Seed}); stars off, less is better; ± 95 %");

    private string Difference(StarScore model)
    {
        if (ReferenceEquals(model, against))
        {
            return "";
        }

        var (mean, halfWidth) = StarErrors.OfDifference(report.Ratings, model.Predicted, against.Predicted);
        return string.Create(CultureInfo.InvariantCulture, $"{mean:+.0000;-.0000} ± {halfWidth:.0000}");
    }

    private static string Precise(Estimate estimate) => string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:.0000} ± {estimate.HalfWidth:.0000}");

    private static string NameOf(StarSlice slice) => string.Create(CultureInfo.InvariantCulture, $"{slice.Name} ({slice.Ratings})");

    private static void Errors(Utf8JsonWriter json, StarErrors errors) => EvaluationJson.Estimates(json, [("rmse", errors.Rmse), ("mae", errors.Mae)]);
}
