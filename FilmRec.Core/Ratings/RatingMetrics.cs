using System.Diagnostics.Metrics;

namespace FilmRec.Core.Ratings;

/// <summary>What rating tells the telemetry.</summary>
internal static class RatingMetrics
{
    private static readonly Counter<long> Ratings = FilmRecMeter.Instance.CreateCounter<long>(FilmRecMeter.Ratings, "{rating}", "Ratings that viewers gave or changed.");

    public static void Saved() => Ratings.Add(1);
}
