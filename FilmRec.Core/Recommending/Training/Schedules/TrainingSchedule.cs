using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>A recurring training. <see cref="NextRunAt"/> decides: the server that moves it on enters the run.</summary>
public sealed class TrainingSchedule(string cron, string zone, DateTimeOffset createdAt)
{
    public int ScheduleId { get; private init; }

    /// <summary>As Quartz reads it, with seconds.</summary>
    public string Cron { get; private set; } = cron;

    /// <summary>Time zone by its IANA name.</summary>
    public string Zone { get; private set; } = zone;

    /// <summary>Names of model kinds; empty means all.</summary>
    public List<string> Kinds { get; private set; } = [];

    /// <summary>False keeps what passes the gate as candidates.</summary>
    public bool Publish { get; private set; } = true;

    /// <summary>A due run is skipped with fewer new ratings than this since the last training; 0 never skips.</summary>
    public int MinimumNewRatings { get; private set; }
    public bool Enabled { get; private set; } = true;

    /// <summary>When it is due; null while it is switched off, or will never be again.</summary>
    public DateTimeOffset? NextRunAt { get; private set; }

    /// <summary>When it was last due and somebody looked.</summary>
    public DateTimeOffset? LastDueAt { get; private set; }

    /// <summary>What came of that, in a sentence for people.</summary>
    public string LastOutcome { get; private set; } = "";

    /// <summary>Account that made it or changed it last.</summary>
    public int? ChangedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; } = createdAt;

    internal void Set(ScheduleOrder order, DateTimeOffset? nextRunAt, int changedBy)
    {
        (Cron, Zone, Kinds, Publish, MinimumNewRatings) = (order.Cron, order.Zone, [.. order.Kinds], order.Publish, order.MinimumNewRatings);
        (Enabled, NextRunAt, ChangedBy) = (order.Enabled, order.Enabled ? nextRunAt : null, changedBy);
    }
}

internal sealed class TrainingScheduleConfiguration : IEntityTypeConfiguration<TrainingSchedule>
{
    public const int LongestOutcome = 500;

    public void Configure(EntityTypeBuilder<TrainingSchedule> schedule)
    {
        schedule.ToTable("training_schedules");
        schedule.HasKey(s => s.ScheduleId);
        schedule.Property(s => s.Cron).HasMaxLength(ScheduleTimes.LongestCron);
        schedule.Property(s => s.Zone).HasMaxLength(ScheduleTimes.LongestZone);
        schedule.Property(s => s.LastOutcome).HasMaxLength(LongestOutcome);
        schedule.HasIndex(s => s.NextRunAt);
    }
}
