using System.Globalization;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Theme;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>What was typed about a viewing, and kept as it was typed until it is right.</summary>
public sealed class ViewingInput
{
    private const string DateFormat = "yyyy-MM-dd"; // of <input type="date">

    public string? Date { get; set; }
    public string? Minutes { get; set; }

    /// <summary>What is wrong with the day, for people.</summary>
    public string? DateProblem { get; private set; }

    /// <summary>What is wrong with the length, for people.</summary>
    public string? MinutesProblem { get; private set; }

    /// <summary>A viewing today.</summary>
    public static ViewingInput Today(VisitorTime time, int? minutes) => new() { Date = DayOf(time.Now), Minutes = Text(minutes) };

    public static ViewingInput Of(Viewing viewing, VisitorTime time) => new() { Date = DayOf(time.Local(viewing.At)), Minutes = Text(viewing.Minutes) };

    /// <summary>The last day that may be chosen, as the field wants it.</summary>
    public static string LastDay(VisitorTime time) => DayOf(time.Now);

    /// <summary>Reads what was typed; false leaves what is wrong in the problems.</summary>
    /// <param name="time">Of the visitor: the day is theirs.</param>
    /// <param name="before">The moment that it was so far: the same day keeps its hour.</param>
    /// <param name="at">Out: when.</param>
    /// <param name="minutes">Out: how long; null where nothing was typed.</param>
    public bool TryRead(VisitorTime time, DateTimeOffset? before, out DateTimeOffset at, out int? minutes)
    {
        (at, minutes) = (default, null);
        bool isDay = DateOnly.TryParseExact(Date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= 1971 && day <= DateOnly.FromDateTime(time.Now.DateTime);
        DateProblem = isDay ? null : "Choose a day up to today.";
        MinutesProblem = null;
        if (!string.IsNullOrWhiteSpace(Minutes))
        {
            bool isLength = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int typed) && typed is >= 1 and <= Watch.MaximumMinutes;
            minutes = isLength ? typed : null;
            MinutesProblem = isLength ? null : "Between 1 and 1440 minutes, or nothing.";
        }

        if (isDay)
        {
            at = MomentOf(day, before, time);
        }

        return DateProblem is null && MinutesProblem is null;
    }

    private static DateTimeOffset MomentOf(DateOnly day, DateTimeOffset? before, VisitorTime time)
    {
        if (before is { } old && DateOnly.FromDateTime(time.Local(old).DateTime) == day)
        {
            return old;
        }

        if (DateOnly.FromDateTime(time.Now.DateTime) == day)
        {
            return time.Now;
        }

        var noon = day.ToDateTime(new TimeOnly(12, 0)); // far from every change of the clock
        return new DateTimeOffset(noon, time.Zone.GetUtcOffset(noon));
    }

    private static string DayOf(DateTimeOffset local) => local.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static string? Text(int? minutes) => minutes?.ToString(CultureInfo.InvariantCulture);
}
