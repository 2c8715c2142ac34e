namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>How a schedule is to be.</summary>
public sealed record ScheduleOrder
{
    /// <summary>As Quartz reads it, with seconds.</summary>
    public string Cron { get; init; } = "0 30 3 * * ?";

    /// <summary>Time zone by its IANA name.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>Names of model kinds; empty means all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>False keeps what passes the gate as candidates.</summary>
    public bool Publish { get; init; } = true;

    /// <summary>A due run is skipped with fewer new ratings than this since the last training; 0 never skips.</summary>
    public int MinimumNewRatings { get; init; }

    public bool Enabled { get; init; } = true;
}

/// <summary>A schedule as pages show it.</summary>
/// <param name="LastOutcome">What came of the last due moment, in a sentence for people.</param>
public sealed record ScheduleSummary(int ScheduleId, ScheduleOrder Order, DateTimeOffset? NextRunAt, DateTimeOffset? LastDueAt, string LastOutcome, int? ChangedBy);

/// <summary>The answer to a change: one of the two is null.</summary>
/// <param name="Refusal">Why nothing was changed, in a sentence for people.</param>
public sealed record ScheduleAnswer(int? ScheduleId, string? Refusal)
{
    internal static ScheduleAnswer No(string refusal) => new(null, refusal);
}
