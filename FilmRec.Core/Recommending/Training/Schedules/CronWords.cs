using System.Globalization;

namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>Cron expressions as sentences, where they are simple enough for one.</summary>
public static class CronWords
{
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] ShortDays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>"Every day at 03:30", "Every Sunday at 03:30", "On day 1 of every month at 03:30"; else the expression itself.</summary>
    public static string Of(string cron)
    {
        string[] fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (6 or 7) || (fields.Length == 7 && fields[6] != "*") || fields[0] != "0" || !TryNumber(fields[1], 59, out int minute))
        {
            return $"At the moments of {cron}";
        }

        string? days = DaysOf(fields[3], fields[4], fields[5]);
        return days switch
        {
            null => $"At the moments of {cron}",
            _ when TryNumber(fields[2], 23, out int hour) => string.Create(CultureInfo.InvariantCulture, $"{days} at {hour:00}:{minute:00}"),
            _ when fields[2] == "*" && days == "Every day" => string.Create(CultureInfo.InvariantCulture, $"Every hour at minute {minute}"),
            _ when EveryHours(fields[2]) is { } hours => string.Create(CultureInfo.InvariantCulture, $"{days}, every {hours} hours at minute {minute}"),
            _ => $"At the moments of {cron}",
        };
    }

    private static string? DaysOf(string dayOfMonth, string month, string dayOfWeek)
    {
        if (month != "*")
        {
            return null;
        }

        if (dayOfMonth is "*" or "?" && dayOfWeek is "*" or "?")
        {
            return "Every day";
        }

        if (dayOfMonth is "*" or "?")
        {
            return dayOfWeek.ToUpperInvariant() is "MON-FRI" or "2-6" ? "Every working day" : Weekdays(dayOfWeek);
        }

        return dayOfWeek is not ("*" or "?") ? null
            : dayOfMonth == "L" ? "On the last day of every month"
            : TryNumber(dayOfMonth, 31, out int day) ? string.Create(CultureInfo.InvariantCulture, $"On day {day} of every month")
            : null;
    }

    private static string? Weekdays(string field)
    {
        string?[] names = [.. field.ToUpperInvariant().Split(',').Select(Day)];
        return names.Any(name => name is null) ? null
            : names.Length == 1 ? $"Every {names[0]}"
            : $"Every {string.Join(", ", names[..^1])} and {names[^1]}";
    }

    // Quartz counts days of the week from Sunday as 1.
    private static string? Day(string field)
        => Array.IndexOf(ShortDays, field) is >= 0 and var index ? Days[index] : TryNumber(field, 7, out int number) && number >= 1 ? Days[number - 1] : null;

    private static int? EveryHours(string field)
        => field.StartsWith("0/", StringComparison.Ordinal) || field.StartsWith("*/", StringComparison.Ordinal) ? TryNumber(field[2..], 23, out int hours) && hours > 1 ? hours : null : null;

    private static bool TryNumber(string text, int most, out int number)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
