using System.Globalization;
using FilmRec.Core.Ratings;

namespace FilmRec.Web.Components;

/// <summary>Numbers, times and stars as people read them.</summary>
internal static class Words
{
    private const char ThinSpace = '\u202f'; // narrow and never broken across lines

    private static readonly NumberFormatInfo Thousands = new() { NumberGroupSeparator = ThinSpace.ToString(), NumberGroupSizes = [3] };

    /// <summary>"62 423".</summary>
    public static string Count(long number) => number.ToString("#,0", Thousands);

    /// <summary>"1 film", "62 423 films".</summary>
    public static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    /// <summary>"3.9": stars that need not end on halves.</summary>
    public static string Average(double stars) => stars.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>For style values: a point, at most two decimals.</summary>
    public static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>"1 h 44 min".</summary>
    public static string Runtime(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var rest) => $"{rest} min",
        (var hours, 0) => $"{hours} h",
        var (hours, rest) => $"{hours} h {rest} min",
    };

    /// <summary>"4½ stars", "½ star", "1 star".</summary>
    public static string Of(Stars stars) => $"{stars} {(stars.HalfStars <= Stars.MinimumHalfStars * 2 ? "star" : "stars")}";

    /// <summary>The same for somebody who listens: "3 and a half stars".</summary>
    public static string Spoken(Stars? stars) => stars is not { } given ? "Not rated" : (given.HalfStars / 2, given.HalfStars % 2) switch
    {
        (0, _) => "Half a star",
        (1, 0) => "1 star",
        (var whole, 0) => $"{whole} stars",
        var (whole, _) => $"{whole} and a half stars",
    };

    /// <summary>"today", "yesterday", "Sunday", "12 Nov", "3 Mar 2019". Both times are of one zone; see <see cref="Theme.VisitorTime"/>.</summary>
    public static string Day(DateTimeOffset then, DateTimeOffset now)
    {
        int days = (now.Date - then.Date).Days;
        return days switch
        {
            <= 0 => "today",
            1 => "yesterday",
            < 7 => then.ToString("dddd", CultureInfo.InvariantCulture),
            _ when then.Year == now.Year => then.ToString("d MMM", CultureInfo.InvariantCulture),
            _ => then.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"just now", "4 minutes ago", "3 hours ago", then as <see cref="Day"/>.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalMinutes: < 2 } => "just now",
        { TotalMinutes: < 60 } gone => $"{(int)gone.TotalMinutes} minutes ago",
        { TotalHours: < 2 } => "an hour ago",
        { TotalHours: < 12 } gone => $"{(int)gone.TotalHours} hours ago",
        _ => Day(then, now),
    };

    /// <summary>"Mystery", "Mystery and Thriller", "Crime, Mystery and Thriller".</summary>
    public static string List(IReadOnlyList<string> words) => words switch
    {
        [] => "",
        [var only] => only,
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };
}
