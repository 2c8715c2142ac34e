using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;
using FilmRec.Core.Recommending.Evaluation.Reports.Pictures;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>A report for reading and keeping: Markdown with pictures beside it.</summary>
public static class EvaluationMarkdown
{
    /// <param name="report">Of ranking models.</param>
    /// <param name="name">Pictures' file names begin with it.</param>
    public static MarkdownReport Of(EvaluationReport report, string name = "report")
    {
        string[] models = [.. report.Models.Select(model => model.Kind)];
        string[] ranking = [.. report.Models[0].Metrics.Where(EvaluationText.IsRanking).Select(metric => metric.Name)];
        string[] lists = [.. report.Models[0].Metrics.Where(metric => !EvaluationText.IsRanking(metric)).Select(metric => metric.Name)];
        var text = new MarkdownText(name)
            .Heading(1, "How well the models rank")
            .Paragraph($"{EvaluationText.About(report)}. Protocol: {report.Protocol}.")
            .Table(["model", .. ranking, "seconds"], report.Models.Select(model => (string[])[model.Kind, .. Cells(model, ranking), EvaluationText.Seconds(model.Seconds)]))
            .Picture("metrics", "Each metric by model, with 95 % intervals", BarPanels.Draw(
                "Each metric by model, with 95 % intervals", models,
                [.. ranking.Select(metric => new BarPanels.Panel(metric, "", [.. report.Models.Select(model => model[metric].Estimate)]))], shareScale: false));
        if (report.Models.Count > 1)
        {
            text.Heading(2, $"Differences to {report.Against.Kind}")
                .Paragraph("Viewer by viewer, which is far sharper than to compare two intervals. Where the interval leaves out 0, the difference is hardly chance.")
                .Table(["model", .. ranking, .. lists], report.Models.Where(model => !ReferenceEquals(model, report.Against))
                    .Select(model => (string[])[model.Kind, .. ranking.Concat(lists).Select(metric => EvaluationText.Signed(model[metric].Over(report.Against[metric])))]));
        }

        if (lists.Length > 0)
        {
            text.Picture("recall", "Recall by how many ranks count", RecallCurves.Draw("Recall by how many ranks count", report.Models))
                .Paragraph("Recall is the part that was found of what could have been found among so many ranks: min(ranks, held out). So it may fall at first.")
                .Heading(2, "The lists as such")
                .Paragraph("Coverage: part of the catalogue that anybody is shown. Gini: 0 where all films are shown equally often, near 1 where few are shown to all. Novelty: bits; a film that every second viewer has rated has one.")
                .Table(["model", .. lists], report.Models.Select(model => (string[])[model.Kind, .. Cells(model, lists)]));
        }

        Slices(text, report, models);
        Tuning(text, report);
        return Options(text, report).Finish();
    }

    private static void Slices(MarkdownText text, EvaluationReport report, string[] models)
    {
        SliceScore[] slices = [.. report.Slices.Where(slice => slice.Viewers > 0)];
        if (slices.Length == 0)
        {
            return;
        }

        string title = $"{report.Main} by slice";
        BarPanels.Panel[] panels = [.. slices.Select(slice => new BarPanels.Panel(
            string.Create(CultureInfo.InvariantCulture, $"{slice.Name} ({slice.Viewers} viewers)"), slice.About, [.. slice.Models.Select(Main)]))];
        text.Heading(2, "Slices")
            .Paragraph($"{report.Main} of viewers by how much is known of them, and with only well-known or only other films to find.")
            .Table(["model", .. panels.Select(panel => panel.Title)], report.Models.Select((model, n) => (string[])[model.Kind, .. slices.Select(slice => EvaluationText.Of(Main(slice.Models[n])))]))
            .Picture("slices", title, BarPanels.Draw(title, models, panels, shareScale: true));

        Estimate Main(IReadOnlyList<MetricScore> metrics) => metrics.First(metric => metric.Name == report.Main).Estimate;
    }

    private static void Tuning(MarkdownText text, EvaluationReport report)
    {
        if (report.Tuning is { } tuning)
        {
            text.Heading(2, $"How the options of {tuning.Kind} were chosen")
                .Paragraph($"By {tuning.Metric} of {tuning.Viewers} viewers of an inner split ({tuning.Protocol}), from which everything that is asked for above had been taken away. Chosen: `{tuning.Chosen.Label}`.")
                .Table(["trial", tuning.Metric, "over the default"], tuning.Trials.OrderByDescending(trial => trial.Score.Mean)
                    .Select(trial => (string[])[$"`{trial.Label}`", EvaluationText.Of(trial.Score), EvaluationText.Signed(trial.OverDefault)]));
        }
    }

    private static MarkdownText Options(MarkdownText text, EvaluationReport report)
        => text.Heading(2, "Options").Table(["model", "options"], report.Models.Select(model => (string[])
            [model.Kind, model.Options.Count == 0 ? "none" : string.Join(", ", model.Options.Select(option => string.Create(CultureInfo.InvariantCulture, $"{option.Key} {option.Value}")))]));

    private static IEnumerable<string> Cells(ModelScore model, IEnumerable<string> metrics) => metrics.Select(metric => EvaluationText.Of(model[metric].Estimate));
}
