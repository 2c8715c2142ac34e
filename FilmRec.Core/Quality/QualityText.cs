using System.Globalization;
using System.Text;

namespace FilmRec.Core.Quality;

/// <summary>A report as text for a terminal, 80 columns wide.</summary>
public static class QualityText
{
    private const int BarWidth = 40;
    private const int ExamplesShown = 5;

    public static string Of(DataQualityReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Data quality on {report.CreatedAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC\n\n");
        AddFigures(text, report);
        AddHistogram(text, "Ratings by stars", report.Histograms.Stars);
        AddHistogram(text, "Viewers by number of ratings", report.Histograms.RatingsPerViewer);
        AddHistogram(text, "Films by number of ratings", report.Histograms.RatingsPerMovie);
        AddHistogram(text, "Ratings by year", report.Histograms.RatingsPerYear);
        AddHistogram(text, "Films by genre", report.Histograms.MoviesPerGenre);
        AddHistogram(text, "Films by decade", report.Histograms.MoviesPerDecade);
        AddFindings(text, report);
        return text.ToString();
    }

    private static void AddFigures(StringBuilder text, DataQualityReport report)
    {
        var counts = report.Counts;
        var ratings = report.Ratings;
        Line("Films", counts.Movies, $"{Figure.Of(counts.RatedMovies)} rated");
        Line("Viewers", counts.Viewers, $"{Figure.Of(counts.RatingViewers)} have rated");
        Line("Ratings", counts.Ratings, ratings is { Oldest: { } oldest, Newest: { } newest }
            ? string.Create(CultureInfo.InvariantCulture, $"from {oldest.UtcDateTime:yyyy-MM-dd} to {newest.UtcDateTime:yyyy-MM-dd}") : "");
        Line("Watches", counts.Watches, "");
        Line("Tags", counts.Tags, "");
        Line("Genres", counts.Genres, "");
        if (counts.Ratings > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {ratings.MeanStars:0.00} stars on average; {ratings.Sparsity:0.00%} of all pairs of viewer and film are empty.\n");
            text.Append(CultureInfo.InvariantCulture, $"  The middle viewer has rated {ratings.MedianPerViewer:0.#} films, the middle film has {ratings.MedianPerMovie:0.#} ratings;\n");
            text.Append(CultureInfo.InvariantCulture, $"  the most rated tenth of the films has {ratings.TopTenthShare:0%} of all ratings.\n");
        }

        text.Append('\n');

        void Line(string name, long count, string detail)
            => text.Append(string.Create(CultureInfo.InvariantCulture, $"  {name,-8} {Figure.Of(count),12}   {detail}").TrimEnd()).Append('\n');
    }

    private static void AddHistogram(StringBuilder text, string title, IReadOnlyList<HistogramBar> bars)
    {
        if (bars.Count == 0 || bars.All(bar => bar.Count == 0))
        {
            return;
        }

        long most = bars.Max(bar => bar.Count);
        int width = bars.Max(bar => bar.Label.Length);
        text.Append(title).Append('\n');
        foreach (var bar in bars)
        {
            int length = (int)Math.Ceiling((double)bar.Count / most * BarWidth);
            text.Append("  ").Append(bar.Label.PadLeft(width)).Append("  ").Append('█', length).Append(length == 0 ? "" : " ").Append(Figure.Of(bar.Count)).Append('\n');
        }

        text.Append('\n');
    }

    private static void AddFindings(StringBuilder text, DataQualityReport report)
    {
        QualityFinding[] problems = [.. report.Problems];
        text.Append(CultureInfo.InvariantCulture, $"{report.Findings.Count} checks, {(problems.Length == 0 ? "nothing found" : $"{problems.Length} found something")}\n");
        foreach (var finding in problems)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {Mark(finding.Severity)}: {finding.Title}: {Figure.Of(finding.Count)}\n    {finding.Advice}\n");
            foreach (var offender in finding.Worst.Take(ExamplesShown))
            {
                text.Append("    · ").Append(offender.Subject).Append(": ").Append(offender.Detail).Append('\n');
            }

            if (finding.Worst.Count > ExamplesShown)
            {
                text.Append("    · …\n");
            }
        }
    }

    private static string Mark(QualitySeverity severity) => severity switch
    {
        QualitySeverity.Fault => "Fault",
        QualitySeverity.Doubt => "Doubt",
        _ => "Gap",
    };
}
