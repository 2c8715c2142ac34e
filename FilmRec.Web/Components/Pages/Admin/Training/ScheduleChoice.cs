using System.Globalization;

namespace FilmRec.Web.Components.Pages.Admin.Training;

/// <summary>How often, as the form asks for it.</summary>
public enum ScheduleRhythm
{
    Daily,
    Weekly,
    Monthly,

    /// <summary>A cron expression.</summary>
    Own,
}

/// <summary>The moments of a schedule as the form asks for them, and as a cron expression.</summary>
internal sealed class ScheduleChoice
{
    public static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] ShortDays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    public ScheduleRhythm Rhythm { get; set; } = ScheduleRhythm.Daily;

    /// <summary>"03:30".</summary>
    public string Time { get; set; } = "03:30";

    /// <summary>From Sunday as 0.</summary>
    public int Weekday { get; set; }

    /// <summary>1 … 28: every month has it.</summary>
    public int DayOfMonth { get; set; } = 1;

    public string Own { get; set; } = "0 30 3 * * ?";

    /// <summary>The same as cron; the words of a time that is none lead to a problem there.</summary>
    public string Cron => Rhythm == ScheduleRhythm.Own ? Own.Trim() : !TimeOnly.TryParseExact(Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? "" : Rhythm switch
    {
        ScheduleRhythm.Daily => string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?"),
        ScheduleRhythm.Weekly => string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} ? * {ShortDays[Math.Clamp(Weekday, 0, 6)]}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} {Math.Clamp(DayOfMonth, 1, 28)} * ?"),
    };

    /// <summary>The choice that means this expression; the expression itself where none does.</summary>
    public static ScheduleChoice Of(string cron)
    {
        string[] fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields is ["0", var minutes, var hours, var day, "*", var weekday]
            && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute < 60
            && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour < 24)
        {
            var choice = new ScheduleChoice { Time = new TimeOnly(hour, minute).ToString("HH:mm", CultureInfo.InvariantCulture), Own = cron };
            if (day == "*" && weekday == "?")
            {
                return choice;
            }

            if (day == "?" && Array.IndexOf(ShortDays, weekday) is >= 0 and var index)
            {
                (choice.Rhythm, choice.Weekday) = (ScheduleRhythm.Weekly, index);
                return choice;
            }

            if (weekday == "?" && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 28)
            {
                (choice.Rhythm, choice.DayOfMonth) = (ScheduleRhythm.Monthly, number);
                return choice;
            }
        }

        return new ScheduleChoice { Rhythm = ScheduleRhythm.Own, Own = cron };
    }
}
