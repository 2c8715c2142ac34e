using FilmRec.Core.Accounts;
using FilmRec.Core.Bulk;
using FilmRec.Core.Data;
using FilmRec.Core.SampleData;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Jobs;

/// <summary>Asks for work on the data, stops it, and tells how it went. A few jobs may wait; one runs at a time, on all servers together.</summary>
public sealed class DataJobs(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, JobLease lease, JobSignals signals, ImportFolder folder, Uploads uploads, BulkSpool spool, TimeProvider clock)
{
    /// <summary>Jobs that may wait at once.</summary>
    public const int MostWaiting = 5;

    /// <summary>What those are told who are no administrators.</summary>
    public const string NotAllowed = "Only an administrator may work on the data. Log in as one, then try again.";

    private const int Kept = 500;

    /// <summary>How long a service client can fetch what came of its lines.</summary>
    private static readonly TimeSpan ResultsKept = TimeSpan.FromDays(7);

    /// <summary>Makes up sample data; those that are there are replaced.</summary>
    public async Task<JobAnswer> GenerateAsync(SampleOptions options, int accountId, CancellationToken cancellationToken)
    {
        try
        {
            options.Check();
        }
        catch (CannotContinueException e)
        {
            return JobAnswer.No(e.Message);
        }

        string what = $"generate {Figure.Of(options.Movies)} films, {Figure.Of(options.Viewers)} viewers, {Figure.Of(options.Ratings)} ratings";
        return await EnterAsync(JobKind.Generate, JobJson.Write(options), machine: null, what, accountId, cancellationToken);
    }

    /// <summary>Imports an entry of the import folder, or an uploaded file.</summary>
    public async Task<JobAnswer> ImportAsync(ImportOrder order, int accountId, CancellationToken cancellationToken)
    {
        try
        {
            _ = order.Upload is null ? folder.Resolve(order.Name) : uploads.Resolve(order.Upload);
        }
        catch (CannotContinueException e)
        {
            return JobAnswer.No(e.Message);
        }

        return await EnterAsync(JobKind.Import, JobJson.Write(order), Environment.MachineName, $"import {order.Name}", accountId, cancellationToken);
    }

    /// <summary>Inspects the data and writes a quality report.</summary>
    public Task<JobAnswer> InspectAsync(int accountId, CancellationToken cancellationToken)
        => EnterAsync(JobKind.Process, "{}", machine: null, "inspect the data", accountId, cancellationToken);

    /// <summary>Asks for the same as an earlier job.</summary>
    public async Task<JobAnswer> RepeatAsync(int jobId, int accountId, CancellationToken cancellationToken)
        => await FindAsync(jobId, cancellationToken) switch
        {
            { Summary: { IsOpen: false, Sample: { } sample } } => await GenerateAsync(sample, accountId, cancellationToken),
            { Summary: { IsOpen: false, Import: { } import } } => await ImportAsync(import, accountId, cancellationToken),
            { Summary: { IsOpen: false, Kind: JobKind.Process } } => await InspectAsync(accountId, cancellationToken),
            { Summary.IsOpen: true } => JobAnswer.No($"Job {jobId} has not ended yet."),
            { Summary.ClientId: { } client } => JobAnswer.No($"The lines of job {jobId} were sent by {client}, which can send them again."),
            _ => JobAnswer.No($"There is no job {jobId}."),
        };

    /// <summary>Stops a job: at once while it waits, within seconds while it runs, on whichever server.</summary>
    /// <returns>Null, or why not, in a sentence for people.</returns>
    public async Task<string?> CancelAsync(int jobId, int accountId, CancellationToken cancellationToken)
    {
        await using (var db = await databases.CreateDbContextAsync(cancellationToken))
        {
            if (!await Administrators.IncludeAsync(db, accountId, cancellationToken))
            {
                return NotAllowed;
            }
        }

        bool stoppedHere = signals.Cancel(jobId); // first, because the job may be what keeps everybody from writing
        var now = clock.GetUtcNow();
        string? problem = await writer.WriteAsync(async (db, token) =>
        {
            if (!await JobStop.AskAsync(db, jobId, now, token) && !stoppedHere)
            {
                return $"Job {jobId} has already ended.";
            }

            db.AuditLog.Add(new AuditEntry(now, accountId, "job.cancelled", $"job {jobId}"));
            await db.SaveChangesAsync(token);
            return "";
        }, cancellationToken);
        return string.IsNullOrEmpty(problem) ? null : problem;
    }

    /// <summary>The jobs that wait or run, the running one first.</summary>
    public async Task<IReadOnlyList<JobSummary>> OpenAsync(CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var jobs = await ReadAsync(db.Jobs.Where(j => j.State == JobState.Running || j.State == JobState.Queued).OrderBy(j => j.JobId).Take((MostWaiting + ClientJobs.MostWaiting) * 2), cancellationToken);
        return [.. jobs.OrderByDescending(j => j.State == JobState.Running)];
    }

    /// <summary>The latest jobs that have ended, newest first.</summary>
    public async Task<IReadOnlyList<JobSummary>> EndedAsync(int limit, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(
            db.Jobs.Where(j => j.State != JobState.Running && j.State != JobState.Queued).OrderByDescending(j => j.JobId).Take(limit), cancellationToken);
    }

    /// <summary>All jobs from one on, newest first.</summary>
    /// <param name="before">Only jobs entered before this one; null for all.</param>
    /// <param name="limit">Jobs at most.</param>
    public async Task<(IReadOnlyList<JobSummary> Jobs, int Total)> BeforeAsync(int? before, int limit, CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var jobs = await ReadAsync(db.Jobs.Where(j => before == null || j.JobId < before).OrderByDescending(j => j.JobId).Take(limit), cancellationToken);
        return (jobs, await db.Jobs.CountAsync(cancellationToken));
    }

    /// <summary>One job with its report, or null.</summary>
    public async Task<JobDetails?> FindAsync(int jobId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var job = await ReadAsync(db.Jobs.Where(j => j.JobId == jobId), cancellationToken);
        return job.Count == 0 ? null
            : new JobDetails(job[0], JobJson.Read<JobReport>(await db.Jobs.Where(j => j.JobId == jobId).Select(j => j.Report).SingleAsync(cancellationToken)));
    }

    /// <summary>Forgets what nobody will ask for any more: old jobs, and uploaded files that no job can use.</summary>
    internal async Task TidyAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var latest = await ReadAsync(db.Jobs.Where(j => j.Kind == JobKind.Import).OrderByDescending(j => j.JobId).Take(MostWaiting * 2), cancellationToken);
        uploads.Tidy([.. latest.Where(j => j.State != JobState.Finished).Select(j => j.Import?.Upload).OfType<string>()]);
        var sent = await ReadAsync(db.Jobs.Where(j => j.ClientId != null && (j.State == JobState.Queued || j.State == JobState.Running)), cancellationToken);
        spool.Tidy([.. sent.Select(j => j.Lines?.File).OfType<string>()]);
        var old = clock.GetUtcNow() - ResultsKept;
        await db.BulkResults.Where(p => db.Jobs.Any(j => j.JobId == p.JobId && j.FinishedAt < old)).ExecuteDeleteAsync(cancellationToken);
        int oldest = await db.Jobs.OrderByDescending(j => j.JobId).Skip(Kept).Select(j => j.JobId).FirstOrDefaultAsync(cancellationToken);
        if (oldest > 0)
        {
            await db.Jobs.Where(j => j.JobId <= oldest && j.State != JobState.Running && j.State != JobState.Queued).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private async Task<JobAnswer> EnterAsync(JobKind kind, string parameters, string? machine, string what, int accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var answer = await writer.WriteAsync(async (db, token) =>
        {
            if (!await Administrators.IncludeAsync(db, accountId, token))
            {
                return JobAnswer.No(NotAllowed);
            }

            if (await db.Jobs.CountAsync(j => j.ClientId == null && j.State == JobState.Queued, token) >= MostWaiting)
            {
                return JobAnswer.No($"{MostWaiting} jobs are waiting already. Wait until one of them has ended, or cancel one.");
            }

            var job = new DataJob(kind, parameters, now) { RequestedBy = accountId, Machine = machine };
            db.Jobs.Add(job);
            await db.SaveChangesAsync(token);
            db.AuditLog.Add(new AuditEntry(now, accountId, "job.started", Shortened(JobTexts.Subject(job.JobId, what))));
            await db.SaveChangesAsync(token);
            return new JobAnswer(job.JobId, null);
        }, cancellationToken);
        if (answer.JobId is not null)
        {
            signals.Wake();
        }

        return answer;
    }

    internal async Task<IReadOnlyList<JobSummary>> ReadAsync(IQueryable<DataJob> jobs, CancellationToken cancellationToken)
    {
        var rows = await jobs.AsNoTracking().Select(j => new
        {
            j.JobId,
            j.Kind,
            j.State,
            j.Parameters,
            j.RequestedBy,
            j.Machine,
            j.Host,
            j.QueuedAt,
            j.StartedAt,
            j.FinishedAt,
            j.CancelRequested,
            j.Phase,
            j.Done,
            j.Total,
            j.Rate,
            j.Message,
            j.Skipped,
            j.ClientId,
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(j => new JobSummary(
            j.JobId, j.Kind, j.State, j.Kind == JobKind.Generate ? JobJson.Read<SampleOptions>(j.Parameters) : null,
            j.Kind == JobKind.Import ? JobJson.Read<ImportOrder>(j.Parameters) : null, j.RequestedBy, j.Machine, j.Host, j.QueuedAt, j.StartedAt, j.FinishedAt,
            j.CancelRequested, signals.ProgressOf(j.JobId) ?? new JobProgress(j.Phase, j.Done, j.Total, j.Rate) { Skipped = j.Skipped }, j.Message,
            Math.Max(j.Skipped, signals.ProgressOf(j.JobId)?.Skipped ?? 0))
        {
            ClientId = j.ClientId,
            Lines = j.ClientId is null ? null : JobJson.Read<BulkOrder>(j.Parameters),
        })];
    }

    private static string Shortened(string subject) => subject.Length <= 400 ? subject : subject[..400];
}
