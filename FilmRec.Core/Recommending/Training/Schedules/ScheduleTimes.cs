using System.Globalization;
using Quartz;

namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>When a schedule comes: cron expressions as Quartz reads them (seconds, minutes, hours, day of month, month, day of week), in a time zone.</summary>
public static class ScheduleTimes
{
    public const int LongestCron = 120;
    public const int LongestZone = 64;

    /// <summary>A training takes minutes.</summary>
    public static readonly TimeSpan Closest = TimeSpan.FromMinutes(15);

    private const int Examined = 100;

    private static readonly (string Name, int Least, int Most)[] Ranges =
        [("seconds", 0, 59), ("minutes", 0, 59), ("hours", 0, 23), ("days of the month", 1, 31), ("months", 1, 12), ("days of the week", 1, 7)];

    /// <summary>What is wrong, in a sentence for people; null when nothing is.</summary>
    public static string? Problem(string cron, string zone, DateTimeOffset now)
    {
        if (cron.Length > LongestCron)
        {
            return string.Create(CultureInfo.InvariantCulture, $"A cron expression has at most {LongestCron} characters.");
        }

        if (FindZone(zone) is not { } found)
        {
            return $"\"{Short(zone)}\" is no time zone. Names are like Europe/Berlin or UTC.";
        }

        if (Parse(cron, found, out string? problem) is not { } expression)
        {
            return problem;
        }

        var next = Next(expression, now, Examined);
        return next switch
        {
            [] => "That moment never comes. Check day, month and year.",
            _ when next.Zip(next.Skip(1)).Any(pair => pair.Second - pair.First < Closest) =>
                string.Create(CultureInfo.InvariantCulture, $"Runs would follow each other within {Closest.TotalMinutes:0} minutes, and a run may take longer than that. Leave more time between them."),
            _ => null,
        };
    }

    /// <summary>The next moments after one; fewer where there are no more, none for what has a problem.</summary>
    public static IReadOnlyList<DateTimeOffset> Next(string cron, string zone, DateTimeOffset after, int count)
        => cron.Length <= LongestCron && FindZone(zone) is { } found && Parse(cron, found, out _) is { } expression ? Next(expression, after, count) : [];

    internal static DateTimeOffset? Next(string cron, string zone, DateTimeOffset after) => Next(cron, zone, after, 1) is [var next] ? next : null;

    /// <summary>Null where there is none of that name.</summary>
    public static TimeZoneInfo? FindZone(string zone)
        => zone.Length is > 0 and <= LongestZone && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null;

    private static List<DateTimeOffset> Next(CronExpression expression, DateTimeOffset after, int count)
    {
        var next = new List<DateTimeOffset>();
        var last = after;
        while (next.Count < count && expression.GetNextValidTimeAfter(last) is { } moment)
        {
            next.Add(last = moment.ToUniversalTime());
        }

        return next;
    }

    private static CronExpression? Parse(string cron, TimeZoneInfo zone, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(cron))
        {
            problem = "Write six fields: seconds, minutes, hours, day of the month, month, day of the week. 0 30 3 * * ? is every night at 03:30.";
            return null;
        }

        if (OutOfRange(cron) is { } field)
        {
            problem = $"This cannot be read as a cron expression: {field}.";
            return null;
        }

        try
        {
            return new CronExpression(cron, zone);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            problem = $"This cannot be read as a cron expression: {e.Message.TrimEnd('.')}.";
            return null;
        }
    }

    // Quartz takes numbers that no clock shows.
    private static string? OutOfRange(string cron)
    {
        string[] fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Ranges.Zip(fields).Where(pair => pair.Second.Split(',', '-', '/', '#').Any(
                part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (number < pair.First.Least || number > pair.First.Most)))
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.First.Name} go from {pair.First.Least} to {pair.First.Most}")).FirstOrDefault();
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
