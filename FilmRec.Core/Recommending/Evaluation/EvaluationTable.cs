using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation;

/// <summary>A report for people: a line for each model.</summary>
public static class EvaluationTable
{
    private const int Gap = 2;

    public static string Of(EvaluationReport report)
    {
        var culture = CultureInfo.InvariantCulture;
        List<string[]> rows = [["model", .. RankingMetric.All.Select(metric => metric.Name), $"{RankingMetric.Main} over {report.Models[0].Kind}", "seconds"]];
        foreach (var model in report.Models)
        {
            rows.Add(
            [
                model.Kind,
                .. model.Metrics.Select(metric => string.Create(culture, $"{metric.Estimate.Mean:.000} ± {metric.Estimate.HalfWidth:.000}")),
                model == report.Models[0] ? "" : Difference(model, report.Models[0]),
                model.Seconds is { } seconds ? string.Create(culture, $"{seconds:0.0}") : "",
            ]);
        }

        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length) + Gap)];
        var lines = rows.Select(row => string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        string about = string.Create(culture,
            $"{report.Viewers} viewers in {report.Folds} folds, each new to the model; {report.HeldOut} held-out ratings to find among {report.Movies} films; ± 95 %");
        return string.Join(Environment.NewLine, [.. lines, "", about]);
    }

    private static string Difference(ModelScore model, ModelScore first)
    {
        var difference = Estimate.OfDifference(model[RankingMetric.Main].ByViewer, first[RankingMetric.Main].ByViewer);
        return string.Create(CultureInfo.InvariantCulture, $"{difference.Mean:+.000;-.000} ± {difference.HalfWidth:.000}");
    }
}
