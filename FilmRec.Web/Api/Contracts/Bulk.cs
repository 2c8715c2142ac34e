using FilmRec.Core.Bulk;
using FilmRec.Core.Jobs;

namespace FilmRec.Web.Api.Contracts;

/// <summary>What is written.</summary>
public enum BulkKind
{
    Ratings,
    Movies,
}

/// <summary>How far the lines are that were sent.</summary>
/// <param name="LinesSent">Lines of the body.</param>
/// <param name="LinesRead">Lines that are done, without empty ones; they stay whatever happens to the rest.</param>
/// <param name="Accepted">Of these, lines that were written, or are as they were.</param>
/// <param name="Refused">Of these, lines that could not be used; the results say why.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Message">How it ended, in a sentence; empty before.</param>
/// <param name="Results">Address of what came of each line.</param>
public sealed record BulkJobAnswer(
    int JobId, BulkKind Kind, JobState State, long LinesSent, long LinesRead, long Accepted, long Refused, int Percent, DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, bool CancelRequested, string Message, string Results)
{
    internal static BulkJobAnswer Of(JobSummary job)
    {
        long sent = job.Lines?.Lines ?? 0;
        long read = Math.Max(job.Progress.Done, job.Skipped);
        return new BulkJobAnswer(
            job.JobId, job.Kind == JobKind.BulkMovies ? BulkKind.Movies : BulkKind.Ratings, job.State, sent, read, read - job.Skipped, job.Skipped,
            job.State == JobState.Finished ? 100 : sent == 0 ? 0 : (int)Math.Min(99, read * 100 / sent), job.QueuedAt, job.StartedAt, job.FinishedAt,
            job.CancelRequested, job.Message, FormattableString.Invariant($"/api/bulk/jobs/{job.JobId}/results"));
    }
}

/// <summary>The jobs of the client, the newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
public sealed record BulkJobListAnswer(IReadOnlyList<BulkJobAnswer> Items, string? NextCursor, int Total);

/// <summary>What came of one line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Status">"accepted" or "refused"; of movies "created", "updated", "matched" (it is there already and belongs to others) or "refused".</param>
/// <param name="MovieId">Of movies that were not refused.</param>
/// <param name="Error">Why it was refused.</param>
public sealed record BulkLineResult(long Line, string Status, int? MovieId = null, string? Error = null);

/// <summary>A rating as a line of the bulk endpoints.</summary>
/// <param name="Viewer">The client's own id of the viewer.</param>
public sealed record BulkRatingLine(string Viewer, int MovieId, double Rating, DateTimeOffset RatedAt)
{
    internal static BulkRatingLine Of(ExportedRating rating) => new(rating.Viewer, rating.MovieId, rating.Rating, rating.RatedAt);
}
