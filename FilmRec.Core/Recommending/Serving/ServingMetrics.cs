using System.Diagnostics.Metrics;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What serving tells the telemetry.</summary>
internal static class ServingMetrics
{
    private static readonly Counter<long> Answers = FilmRecMeter.Instance.CreateCounter<long>(
        FilmRecMeter.Recommendations, "{answer}", "Recommendations by kind of model, and whether it was not the one for viewers with ratings.");

    private static readonly Histogram<double> Duration = FilmRecMeter.Instance.CreateHistogram<double>(
        "filmrec.recommendation.duration", "s", "Time from the request to the answer, database reads included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2] });

    private static readonly Counter<long> FromMemory = FilmRecMeter.Instance.CreateCounter<long>(
        FilmRecMeter.RememberedRecommendations, "{answer}", "Answers that were given again because nothing had changed.");

    private static readonly Counter<long> Dropped = FilmRecMeter.Instance.CreateCounter<long>(
        "filmrec.recommendation_log.dropped", "{entry}", "Entries that the recommendation log had no room or no database for.");

    private static readonly KeyValuePair<string, object?> RememberedModel = new("model", "remembered");

    public static void Answered(string kind, bool fallback, TimeSpan duration)
    {
        Answers.Add(1, new("model", kind), new("fallback", fallback));
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("model", kind));
    }

    public static void Remembered(TimeSpan duration)
    {
        FromMemory.Add(1);
        Duration.Record(duration.TotalSeconds, RememberedModel);
    }

    public static void LogDropped(int entries) => Dropped.Add(entries);
}
