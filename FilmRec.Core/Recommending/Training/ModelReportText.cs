using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Reports;

namespace FilmRec.Core.Recommending.Training;

/// <summary>What is known of a version as Markdown, to keep or to send.</summary>
public static class ModelReportText
{
    /// <param name="version">To describe.</param>
    /// <param name="against">The version that it was compared with, where it is still there.</param>
    public static string Of(ModelVersion version, ModelVersion? against)
    {
        var (model, report) = (version.Model, version.Report);
        var text = new MarkdownText(version.Name)
            .Heading(1, version.Name)
            .Paragraph(FormattableString.Invariant($"Model {model.ModelId}, {model.State.ToString().ToLowerInvariant()}, of run {model.RunId}, {model.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {model.Bytes} bytes, SHA-256 `{version.Sha256}`."))
            .Paragraph($"Trained on {model.DataFingerprint}. Options: {(version.Options.Count == 0 ? "all as usual" : string.Join(", ", version.Options.Select(option => FormattableString.Invariant($"{option.Key} {option.Value}"))))}.");
        if (model.Verdict is { } verdict)
        {
            text.Paragraph($"Refused: {verdict}");
        }

        text.Heading(2, "Metrics").Paragraph(report is null ? "Mean ± half of the 95 % interval." : FormattableString.Invariant($"Mean ± half of the 95 % interval, over {report.Viewers} viewers of whom {report.HeldOut} ratings were held out."));
        string compared = report?.Against is { } id ? $"difference to {against?.Name ?? $"model {id.ToString(CultureInfo.InvariantCulture)}"}" : "difference";
        text.Table(["metric", "value", compared], model.Metrics.Select(metric => (string[])
            [metric.Name, Figure(metric), Difference(report?.Differences.FirstOrDefault(other => other.Name == metric.Name))]));
        if (report?.OverPopularity is { } over)
        {
            text.Paragraph($"{over.Name} over the most popular films: {Difference(over)}.");
        }

        if (report is { Slices.Count: > 0 })
        {
            text.Heading(2, "Slices").Table(["slice", "cases", report.Slices[0].Score.Name, compared], report.Slices.Select(slice => (string[])
                [slice.About, slice.Cases.ToString(CultureInfo.InvariantCulture), Figure(slice.Score), Difference(slice.Difference)]));
        }

        return text.Finish().Text;
    }

    private static string Figure(ModelMetric metric) => string.Create(CultureInfo.InvariantCulture, $"{metric.Mean:0.0000} ± {metric.HalfWidth:0.0000}");

    private static string Difference(ModelMetric? difference)
        => difference is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{difference.Mean:+0.0000;-0.0000} ± {difference.HalfWidth:0.0000}");
}
