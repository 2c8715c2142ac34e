using FilmRec.Core.Bulk;
using FilmRec.Core.Clients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FilmRec.Core.Jobs;

/// <summary>What a data job does.</summary>
public enum JobKind
{
    /// <summary>Makes up sample data.</summary>
    Generate,

    /// <summary>Brings in a MovieLens dataset.</summary>
    Import,

    /// <summary>Inspects the data and writes a quality report.</summary>
    Process,

    /// <summary>Writes ratings that a service client has sent.</summary>
    BulkRatings,

    /// <summary>Writes movies that a service client has sent.</summary>
    BulkMovies,
}

/// <summary>How a data job stands.</summary>
public enum JobState
{
    Queued,
    Running,
    Finished,
    Failed,
    Cancelled,
}

/// <summary>One piece of work on the data that somebody asked for in the dashboard, from the button to the report.</summary>
/// <remarks>The database lets one job at most be <see cref="JobState.Running"/>, on all servers together.</remarks>
public sealed class DataJob(JobKind kind, string parameters, DateTimeOffset queuedAt)
{
    public int JobId { get; private init; }
    public JobKind Kind { get; private init; } = kind;

    /// <summary>What exactly is to be done, as JSON.</summary>
    public string Parameters { get; private init; } = parameters;
    public JobState State { get; private set; } = JobState.Queued;

    /// <summary>Account that asked for it.</summary>
    public int? RequestedBy { get; init; }

    /// <summary>Service client that asked for it; null for people. Kept when the client is gone.</summary>
    public string? ClientId { get; init; }

    /// <summary>The machine that has to do it, because its files lie there; null for any.</summary>
    public string? Machine { get; init; }

    /// <summary>Machine and process that does it.</summary>
    public string? Host { get; private set; }
    public DateTimeOffset QueuedAt { get; private init; } = queuedAt;
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? HeartbeatAt { get; private set; }
    public bool CancelRequested { get; private set; }

    /// <summary>What it is doing, in words.</summary>
    public string Phase { get; private set; } = "";

    /// <summary>Units finished in this phase.</summary>
    public long Done { get; private set; }

    /// <summary>Units in this phase; null while it is not known.</summary>
    public long? Total { get; private set; }

    /// <summary>Units a second; null while it is not known.</summary>
    public double? Rate { get; private set; }

    /// <summary>How it ended, in a sentence for people.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Lines of the files that were skipped.</summary>
    public long Skipped { get; private set; }

    /// <summary>Counts and skipped lines as JSON; null before the end.</summary>
    public string? Report { get; private set; }
}

internal sealed class DataJobConfiguration : IEntityTypeConfiguration<DataJob>
{
    public const int LongestParameters = 2000;
    public const int LongestMessage = 1000;
    public const int LongestPhase = 200;

    public void Configure(EntityTypeBuilder<DataJob> job)
    {
        job.ToTable("jobs");
        job.HasKey(j => j.JobId);
        job.Property(j => j.Kind).HasConversion<string>().HasMaxLength(16);
        job.Property(j => j.State).HasConversion<string>().HasMaxLength(16);
        job.Property(j => j.Parameters).HasMaxLength(LongestParameters);
        job.Property(j => j.Machine).HasMaxLength(200);
        job.Property(j => j.Host).HasMaxLength(200);
        job.Property(j => j.Phase).HasMaxLength(LongestPhase);
        job.Property(j => j.Message).HasMaxLength(LongestMessage);
        // The lease: a second row in this state violates the index, whichever server writes it.
        job.HasIndex(j => j.State, "ix_jobs_one_running").IsUnique().HasFilter("state = 'Running'");
        job.HasIndex(j => new { j.State, j.JobId });
        job.Property(j => j.ClientId).HasMaxLength(ServiceClient.ClientIdLength);
        job.HasIndex(j => new { j.ClientId, j.JobId });
        job.HasMany<BulkResultPart>().WithOne().HasForeignKey(p => p.JobId).OnDelete(DeleteBehavior.Cascade);
    }
}
