using FilmRec.Core.Bulk;
using FilmRec.Core.SampleData;

namespace FilmRec.Core.Jobs;

/// <summary>How far a job has come.</summary>
/// <param name="Phase">What is being done, in words.</param>
/// <param name="Done">Units finished in this phase.</param>
/// <param name="Total">Units in this phase, or null while it is not known.</param>
/// <param name="Rate">Units a second, or null while it is not known.</param>
public sealed record JobProgress(string Phase, long Done, long? Total, double? Rate)
{
    /// <summary>Units that could not be used, of those that are done.</summary>
    public long Skipped { get; init; }

    /// <summary>0 … 100 for a bar; null while the length is unknown.</summary>
    public int? Percent => Total is > 0 and { } total ? (int)Math.Clamp(Done * 100.0 / total, 0, 99) : null;

    /// <summary>How long this phase will still take, or null while nobody can know.</summary>
    public TimeSpan? Left => Total is { } total && Rate is > 0 and { } rate ? TimeSpan.FromSeconds(Math.Max(0, total - Done) / rate) : null;
}

/// <summary>A job as the history shows it.</summary>
/// <param name="Sample">What is to be made up; null for other kinds.</param>
/// <param name="Import">What is to be brought in; null for other kinds.</param>
/// <param name="Message">How it ended, in a sentence for people.</param>
/// <param name="Skipped">Lines that were skipped.</param>
public sealed record JobSummary(
    int JobId,
    JobKind Kind,
    JobState State,
    SampleOptions? Sample,
    ImportOrder? Import,
    int? RequestedBy,
    string? Machine,
    string? Host,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    bool CancelRequested,
    JobProgress Progress,
    string Message,
    long Skipped)
{
    /// <summary>Service client that asked for it; null for people.</summary>
    public string? ClientId { get; init; }

    /// <summary>Lines that a service client has sent; null for other kinds.</summary>
    public BulkOrder? Lines { get; init; }

    public bool IsOpen => State is JobState.Queued or JobState.Running;
}

/// <summary>A job with its report; null before the end, and after a bad one.</summary>
public sealed record JobDetails(JobSummary Summary, JobReport? Report);

/// <summary>The answer to a request for a job: one of the two is null.</summary>
/// <param name="JobId">The job that was entered.</param>
/// <param name="Refusal">Why there is none, in a sentence for people.</param>
public sealed record JobAnswer(int? JobId, string? Refusal)
{
    internal static JobAnswer No(string refusal) => new(null, refusal);
}
