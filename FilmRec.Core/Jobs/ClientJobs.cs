using FilmRec.Core.Bulk;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Jobs;

/// <summary>The jobs of service clients: lines that they have sent. A client sees and stops its own and knows of no others.</summary>
public sealed class ClientJobs(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, JobLease lease, JobSignals signals, DataJobs jobs, BulkResults results, TimeProvider clock)
{
    /// <summary>Jobs of one client that may wait or run at once.</summary>
    public const int MostOpenOfAClient = 3;

    /// <summary>Jobs of all clients that may wait at once.</summary>
    public const int MostWaiting = 20;

    /// <summary>Enters a job that writes these lines.</summary>
    /// <param name="kind"><see cref="JobKind.BulkRatings"/> or <see cref="JobKind.BulkMovies"/>.</param>
    /// <returns>The job, or why there is none: too many are open, and a later try may succeed.</returns>
    public async Task<JobAnswer> EnterAsync(string clientId, JobKind kind, SpooledLines lines, CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        string parameters = JobJson.Write(new BulkOrder(clientId, lines.Name, lines.Lines, now));
        var answer = await writer.WriteAsync(
            async (db, token) =>
            {
                if (await db.Jobs.CountAsync(j => j.ClientId == clientId && (j.State == JobState.Queued || j.State == JobState.Running), token) >= MostOpenOfAClient)
                {
                    return JobAnswer.No($"{MostOpenOfAClient} of your jobs wait or run already: wait until one of them has ended, or cancel one.");
                }

                if (await db.Jobs.CountAsync(j => j.ClientId != null && j.State == JobState.Queued, token) >= MostWaiting)
                {
                    return JobAnswer.No("Too many jobs are waiting: try again later.");
                }

                // Files lie on one machine, so that one has to do it.
                var job = new DataJob(kind, parameters, now) { ClientId = clientId, Machine = Environment.MachineName };
                db.Jobs.Add(job);
                await db.SaveChangesAsync(token);
                return new JobAnswer(job.JobId, null);
            },
            cancellationToken);
        if (answer.JobId is not null)
        {
            signals.Wake();
        }

        return answer;
    }

    /// <summary>One of the client's jobs, or null.</summary>
    public async Task<JobDetails?> FindAsync(string clientId, int jobId, CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        return await jobs.FindAsync(jobId, cancellationToken) is { } job && job.Summary.ClientId == clientId ? job : null;
    }

    /// <summary>The client's jobs from one on, newest first.</summary>
    /// <param name="before">Only jobs entered before this one; null for all.</param>
    /// <param name="limit">Jobs at most.</param>
    public async Task<(IReadOnlyList<JobSummary> Jobs, int Total)> BeforeAsync(string clientId, int? before, int limit, CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var own = db.Jobs.Where(j => j.ClientId == clientId);
        var page = await jobs.ReadAsync(own.Where(j => before == null || j.JobId < before).OrderByDescending(j => j.JobId).Take(limit), cancellationToken);
        return (page, await own.CountAsync(cancellationToken));
    }

    /// <summary>Stops one of the client's jobs: at once while it waits, within seconds while it runs. What was written until then stays.</summary>
    /// <returns>Null when it is done, else why not, in a sentence for people.</returns>
    public async Task<string?> CancelAsync(string clientId, int jobId, CancellationToken cancellationToken)
    {
        if (await FindAsync(clientId, jobId, cancellationToken) is null)
        {
            return "There is no such job.";
        }

        bool stoppedHere = signals.Cancel(jobId); // first, because the job may be what keeps everybody from writing
        var now = clock.GetUtcNow();
        bool? stopped = await writer.WriteAsync<bool?>(async (db, token) => await JobStop.AskAsync(db, jobId, now, token), cancellationToken);
        return stoppedHere || stopped == true ? null : $"Job {jobId} has already ended.";
    }

    /// <summary>What came of the lines, as gzip streams of JSON Lines in the order of the lines; those of a job that runs, as far as it is.</summary>
    public IAsyncEnumerable<byte[]> ResultsAsync(int jobId, CancellationToken cancellationToken) => results.ReadAsync(jobId, cancellationToken);
}
