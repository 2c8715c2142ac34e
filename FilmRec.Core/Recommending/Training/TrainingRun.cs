using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Recommending.Training;

/// <summary>How a training run stands.</summary>
public enum TrainingState
{
    Queued,
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>One training of one or several kinds of models, from the button to the verdict.</summary>
/// <remarks>The database lets one run at most be <see cref="TrainingState.Running"/> and one <see cref="TrainingState.Queued"/>, on all servers together.</remarks>
public sealed class TrainingRun(List<string> kinds, int seed, DateTimeOffset queuedAt)
{
    public int RunId { get; private init; }
    public TrainingState State { get; private set; } = TrainingState.Queued;

    /// <summary>Names from ModelKinds, in training order.</summary>
    public List<string> Kinds { get; private init; } = kinds;
    public int Seed { get; private init; } = seed;

    /// <summary>False keeps the trained models as candidates.</summary>
    public bool Publish { get; init; } = true;

    /// <summary>Options that differ from the defaults, as a JSON object of numbers by <see cref="TrainingOptions.Key"/>.</summary>
    public string Options { get; init; } = "{}";

    /// <summary>Account that asked for it; null for the program itself and the command line.</summary>
    public int? RequestedBy { get; init; }

    /// <summary>The schedule that asked for it; null for people. Kept as a number when the schedule is gone.</summary>
    public int? ScheduleId { get; init; }

    /// <summary>Name of the machine and process that runs it.</summary>
    public string? Host { get; private set; }
    public DateTimeOffset QueuedAt { get; private init; } = queuedAt;
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? HeartbeatAt { get; private set; }
    public bool CancelRequested { get; private set; }

    /// <summary>Share done, 0 … 1.</summary>
    public double Progress { get; private set; }

    /// <summary>What it is doing, or how it ended, in words.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Phases with their progress, times and results, as JSON for the dashboard.</summary>
    public string Phases { get; private set; } = "[]";

    /// <summary>Last lines of the log.</summary>
    public string Log { get; private set; } = "";

    /// <summary>Starts at once, without waiting for a worker.</summary>
    public void Start(string host, DateTimeOffset now) => (State, Host, StartedAt, HeartbeatAt, Message) = (TrainingState.Running, host, now, now, "Starting");
}

internal sealed class TrainingRunConfiguration : IEntityTypeConfiguration<TrainingRun>
{
    public void Configure(EntityTypeBuilder<TrainingRun> run)
    {
        run.ToTable("training_runs");
        run.HasKey(r => r.RunId);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(16);
        run.Property(r => r.Host).HasMaxLength(200);
        run.Property(r => r.Message).HasMaxLength(1000);
        // The lease: a second row in this state violates the index, whichever server writes it.
        run.HasIndex(r => r.State, "ix_training_runs_one_running").IsUnique().HasFilter("state = 'Running'");
        // Two people who press the button together get one run.
        run.HasIndex(r => r.State, "ix_training_runs_one_queued").IsUnique().HasFilter("state = 'Queued'");
        run.HasIndex(r => r.QueuedAt);
    }
}
