using System.Globalization;
using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Core.Recommending.Evaluation.Reports;

/// <summary>Figures and sentences that the reports for people have in common.</summary>
internal static class EvaluationText
{
    private const int Gap = 2;
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Whether the metric judges rankings, by what was held out, and is not told of the lists as such.</summary>
    public static bool IsRanking(MetricScore metric) => RankingMetric.OfOneHeldOut.Any(ranking => ranking.Name == metric.Name);

    /// <summary>".428 ± .018".</summary>
    public static string Of(Estimate estimate) => string.Create(Culture, $"{estimate.Mean:.000} ± {estimate.HalfWidth:.000}");

    /// <summary>"+.012 ± .004".</summary>
    public static string Signed(Estimate difference) => string.Create(Culture, $"{difference.Mean:+.000;-.000} ± {difference.HalfWidth:.000}");

    public static string Seconds(double? seconds) => seconds is { } value ? string.Create(Culture, $"{value:0.0}") : "";

    /// <summary>"novelty@20, bits": only what is no share has a unit.</summary>
    public static string WithUnit(string metric) => metric.StartsWith("novelty", StringComparison.Ordinal) ? $"{metric}, bits" : metric;

    /// <summary>Rows of cells as lines, each column as wide as it must be.</summary>
    public static string Align(IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length) + Gap)];
        return string.Join(Environment.NewLine, rows.Select(row => string.Concat(row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    /// <summary>One sentence: who was asked, for what, among what.</summary>
    public static string About(EvaluationReport report) => string.Create(Culture,
        $"{report.Viewers} viewers {report.About}; {report.HeldOut} held-out ratings to find among {(report.Models[0].RecallCurve.Count > 0 ? $"{report.Movies} films" : "the given candidates")}; ± 95 %");
}
