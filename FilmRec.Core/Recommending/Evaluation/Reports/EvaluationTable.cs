using System.Globalization;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>A report for people before a terminal: tables that stay narrow enough for it.</summary>
public static class EvaluationTable
{
    public static string Of(EvaluationReport report)
    {
        List<string> parts = [Ranking(report)];
        if (report.Models[0].Metrics.Any(metric => !EvaluationText.IsRanking(metric)))
        {
            parts.Add(Lists(report));
        }

        if (report.Slices.Any(slice => slice.Viewers > 0))
        {
            parts.Add(Slices(report));
        }

        if (report.Tuning is { } tuning)
        {
            parts.Add(Trials(tuning));
        }

        parts.Add(EvaluationText.About(report));
        return string.Join(Environment.NewLine + Environment.NewLine, parts);
    }

    private static string Ranking(EvaluationReport report)
    {
        string[] names = [.. report.Models[0].Metrics.Where(EvaluationText.IsRanking).Select(metric => metric.Name)];
        List<string[]> rows = [["model", .. names, $"{report.Main} over {report.Against.Kind}", "seconds"]];
        rows.AddRange(report.Models.Select(model => (string[])
        [
            model.Kind,
            .. names.Select(name => EvaluationText.Of(model[name].Estimate)),
            ReferenceEquals(model, report.Against) ? "" : EvaluationText.Signed(model[report.Main].Over(report.Against[report.Main])),
            EvaluationText.Seconds(model.Seconds),
        ]));
        return EvaluationText.Align(rows);
    }

    private static string Lists(EvaluationReport report)
    {
        string[] names = [.. report.Models[0].Metrics.Where(metric => !EvaluationText.IsRanking(metric)).Select(metric => metric.Name)];
        List<string[]> rows = [["lists", .. names.Select(EvaluationText.WithUnit)]];
        rows.AddRange(report.Models.Select(model => (string[])[model.Kind, .. names.Select(name => EvaluationText.Of(model[name].Estimate))]));
        return EvaluationText.Align(rows);
    }

    private static string Slices(EvaluationReport report)
    {
        SliceScore[] slices = [.. report.Slices.Where(slice => slice.Viewers > 0)];
        List<string[]> rows = [[report.Main, .. slices.Select(slice => string.Create(CultureInfo.InvariantCulture, $"{slice.Name} ({slice.Viewers})"))]];
        rows.AddRange(report.Models.Select((model, n) => (string[])
            [model.Kind, .. slices.Select(slice => EvaluationText.Of(slice.Models[n].First(metric => metric.Name == report.Main).Estimate))]));
        return EvaluationText.Align(rows);
    }

    private static string Trials(Tuning.TuningReport tuning)
    {
        List<string[]> rows = [["trial", tuning.Metric, "over the default", "seconds"]];
        rows.AddRange(tuning.Trials.OrderByDescending(trial => trial.Score.Mean).Select(trial => (string[])
        [
            ReferenceEquals(trial, tuning.Chosen) ? $"{trial.Label} (chosen)" : trial.Label,
            EvaluationText.Of(trial.Score),
            ReferenceEquals(trial, tuning.Trials[0]) ? "" : EvaluationText.Signed(trial.OverDefault),
            EvaluationText.Seconds(trial.Seconds),
        ]));
        return EvaluationText.Align(rows);
    }
}
