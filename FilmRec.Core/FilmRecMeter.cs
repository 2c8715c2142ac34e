using System.Diagnostics.Metrics;

namespace FilmRec.Core;

/// <summary>The one meter of FilmRec's own figures; the host exports it by its name.</summary>
public static class FilmRecMeter
{
    public const string Name = "FilmRec";

    internal const string Recommendations = "filmrec.recommendations";
    internal const string RememberedRecommendations = "filmrec.recommendations.remembered";
    internal const string Ratings = "filmrec.ratings";

    internal static Meter Instance { get; } = new(Name);
}
