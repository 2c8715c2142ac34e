using FilmRec.Core.Background;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Jobs;

/// <summary>Carries out one waiting job, from the lease to the report.</summary>
public sealed partial class JobRunner(
    IDbContextFactory<FilmRecDb> databases, JobLease lease, JobSignals signals, JobWork work, TimeProvider clock, ILogger<JobRunner> logger)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromHours(12);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(15);

    /// <summary>Carries out the oldest job that waits, if none runs. Never throws for what goes wrong in the job: its row tells.</summary>
    /// <returns>False when there was nothing to do.</returns>
    public async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        if (await lease.NextAsync(cancellationToken) is not { } jobId)
        {
            return false;
        }

        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var journal = new JobJournal(clock);
        signals.Add(jobId, stop, journal); // before the row says that it runs here, or somebody might take it for abandoned
        try
        {
            if (!await lease.TakeAsync(jobId, cancellationToken))
            {
                return false;
            }

            var end = await RunAsync(jobId, journal, stop, limit.Token, cancellationToken);
            using var patience = new CancellationTokenSource(LastWords, clock);
            await lease.EndAsync(jobId, end, journal.Now, patience.Token);
            LogEnd(jobId, end.State, end.Message);
            return true;
        }
        finally
        {
            signals.Forget(jobId);
        }
    }

    private async Task<JobEnd> RunAsync(int jobId, JobJournal journal, CancellationTokenSource stop, CancellationToken limit, CancellationToken shutdown)
    {
        var (kind, parameters) = await OrderAsync(jobId, shutdown);
        using var heartbeat = new Heartbeat($"data job {jobId}", token => lease.BeatAsync(jobId, journal.Now, token), clock, logger);
        var beating = heartbeat.RunAsync(stop);
        try
        {
            return await Task.Run(() => work.DoAsync(jobId, kind, parameters, journal, stop.Token), stop.Token);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return limit.IsCancellationRequested
                ? new JobEnd(JobState.Failed, $"It was stopped after {TimeLimit.TotalHours} hours. {JobTexts.WhatStays(kind)}")
                : new JobEnd(JobState.Cancelled, $"{(shutdown.IsCancellationRequested ? "Cancelled because the server was told to stop." : "Cancelled.")} {JobTexts.WhatStays(kind)}");
        }
        catch (CannotContinueException e)
        {
            return new JobEnd(JobState.Failed, e.Message);
        }
        catch (Exception e)
        {
            LogFailure(e, jobId);
            // Who sent lines from outside is not told what the database said.
            string why = kind is JobKind.BulkRatings or JobKind.BulkMovies ? "It failed for a reason that lies on the server" : $"It failed: {e.Message.TrimEnd('.')}";
            return new JobEnd(JobState.Failed, $"{why}. {JobTexts.WhatStays(kind)}");
        }
        finally
        {
            await heartbeat.StopAsync(beating);
        }
    }

    private async Task<(JobKind Kind, string Parameters)> OrderAsync(int jobId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var job = await db.Jobs.AsNoTracking().Where(j => j.JobId == jobId).Select(j => new { j.Kind, j.Parameters }).SingleAsync(cancellationToken);
        return (job.Kind, job.Parameters);
    }

    [LoggerMessage(LogLevel.Information, "Data job {JobId} ended: {State}. {Outcome}")]
    private partial void LogEnd(int jobId, JobState state, string outcome);

    [LoggerMessage(LogLevel.Error, "Data job {JobId} failed")]
    private partial void LogFailure(Exception exception, int jobId);
}
