using System.Globalization;

namespace FilmRec.Web.Components.Pages.Admin.Overview;

/// <summary>Figures of the overview as people read them.</summary>
internal static class OverviewWords
{
    private static readonly Dictionary<string, string> Metrics = new()
    {
        ["ndcg@100"] = "NDCG@100",
        ["recall@20"] = "Recall@20",
        ["recall@50"] = "Recall@50",
        ["rmse"] = "Predicted stars off by (RMSE)",
        ["mae"] = "Predicted stars off by (MAE)",
        ["coverage"] = "Catalogue recommended",
    };

    /// <summary>"612 MB", "3.1 GB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, bytes) / 1e3:0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        < 1_000_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e12:0.0} TB"),
    };

    /// <summary>"62 423", "25.0 M".</summary>
    public static string Large(long number) => number < 10_000_000 ? Words.Count(number) : string.Create(CultureInfo.InvariantCulture, $"{number / 1e6:0.0} M");

    /// <summary>"4 ms", "1.2 s".</summary>
    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        < 1 => "under 1 ms",
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
    };

    /// <summary>"5.1", "0.02".</summary>
    public static string PerSecond(double rate) => rate.ToString(rate < 10 ? "0.0##" : "0", CultureInfo.InvariantCulture);

    /// <summary>"5.1 per second"; by the minute or the hour where that says more.</summary>
    public static string Pace(double perSecond) => perSecond switch
    {
        0 => "none",
        >= 0.1 => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.0} per second"),
        >= 0.1 / 60 => string.Create(CultureInfo.InvariantCulture, $"{perSecond * 60:0.0} per minute"),
        _ => "less than one in ten minutes",
    };

    /// <summary>"14 %".</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    public static string MetricName(string name) => Metrics.TryGetValue(name, out string? words) ? words : string.Concat(name[..1].ToUpperInvariant(), name.AsSpan(1));

    /// <summary>The next round number that is not smaller: 1, 2, 5, 10, 20 …</summary>
    public static double RoundUp(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}
