using System.Data.Common;
using FilmRec.Core.Background;
using FilmRec.Core.Data;
using FilmRec.Core.WebHooks;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Jobs;

/// <summary>The right to work on the data, held by one job on all servers together: a row in state Running whose process lives.</summary>
public sealed class JobLease(IDbContextFactory<FilmRecDb> databases, IDatabaseProvider provider, JobSignals signals, DatabaseWriter writer, TimeProvider clock)
{
    /// <summary>A job of another machine that has been silent for so long is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>The oldest job that waits and that this machine can do; null while another one runs.</summary>
    internal async Task<int?> NextAsync(CancellationToken cancellationToken)
    {
        await EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Jobs
            .Where(j => j.State == JobState.Queued && (j.Machine == null || j.Machine == Environment.MachineName) && !db.Jobs.Any(other => other.State == JobState.Running))
            .OrderBy(j => j.JobId).Select(j => (int?)j.JobId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes one waiting job for this process; false when it does not wait any more or another one runs.</summary>
    internal async Task<bool> TakeAsync(int jobId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            return await db.Jobs
                .Where(j => j.JobId == jobId && j.State == JobState.Queued && !db.Jobs.Any(other => other.State == JobState.Running))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.Host, ThisProcess.Name)
                        .SetProperty(j => j.StartedAt, now).SetProperty(j => j.HeartbeatAt, now),
                    cancellationToken) == 1;
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two claims at the same moment: the index let one through, unless the database has another trouble.
            if (await db.Jobs.AnyAsync(j => j.State == JobState.Running, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    /// <summary>Marks a job failed whose process has died. Everybody who looks at jobs calls it first.</summary>
    public async Task EndAbandonedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var running = await db.Jobs.AsNoTracking().Where(j => j.State == JobState.Running)
            .Select(j => new { j.JobId, j.Kind, j.Host, j.StartedAt, j.HeartbeatAt }).SingleOrDefaultAsync(cancellationToken);
        if (running is null || !IsAbandoned(running.JobId, running.Host, running.StartedAt, running.HeartbeatAt, now))
        {
            return;
        }

        string message = $"The server that did it stopped. {JobTexts.WhatStays(running.Kind)} It can be started again.";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        int ended = await db.Jobs.Where(j => j.JobId == running.JobId && j.State == JobState.Running && j.HeartbeatAt == running.HeartbeatAt)
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.State, JobState.Failed).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.Message, message),
                cancellationToken);
        if (ended == 1)
        {
            await TellAsync(db, running.JobId, JobState.Failed, message, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Shows that the job lives, and how far it has come.</summary>
    internal async Task<Pulse> BeatAsync(int jobId, JobProgress progress, CancellationToken cancellationToken)
    {
        if (!provider.SharedByServers)
        {
            return Pulse.GoOn; // one process: it knows by itself, and could not write while the job does
        }

        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        int held = await db.Jobs.Where(j => j.JobId == jobId && j.State == JobState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(j => j.HeartbeatAt, now).SetProperty(j => j.Phase, progress.Phase).SetProperty(j => j.Done, progress.Done)
                    .SetProperty(j => j.Total, progress.Total).SetProperty(j => j.Rate, progress.Rate).SetProperty(j => j.Skipped, progress.Skipped),
                cancellationToken);
        if (held == 0)
        {
            return Pulse.Lost;
        }

        return await db.Jobs.AnyAsync(j => j.JobId == jobId && j.CancelRequested, cancellationToken) ? Pulse.CancelRequested : Pulse.GoOn;
    }

    /// <summary>Gives the right back. A job that was declared dead meanwhile stays so.</summary>
    internal Task EndAsync(int jobId, JobEnd end, JobProgress progress, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        string message = end.Message.Length <= DataJobConfiguration.LongestMessage ? end.Message : end.Message[..(DataJobConfiguration.LongestMessage - 1)] + "…";
        long skipped = Math.Max(end.Skipped, progress.Skipped); // also of one that was cancelled
        string? report = end.Report is null ? null : JobJson.Write(end.Report);
        return writer.WriteAsync(
            async (db, token) =>
            {
                int ended = await db.Jobs.Where(j => j.JobId == jobId && j.State == JobState.Running).ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.State, end.State).SetProperty(j => j.FinishedAt, now).SetProperty(j => j.HeartbeatAt, now)
                        .SetProperty(j => j.Phase, progress.Phase).SetProperty(j => j.Done, progress.Done).SetProperty(j => j.Total, progress.Total)
                        .SetProperty(j => j.Rate, progress.Rate).SetProperty(j => j.Message, message).SetProperty(j => j.Skipped, skipped)
                        .SetProperty(j => j.Report, report),
                    token);
                if (ended == 1)
                {
                    await TellAsync(db, jobId, end.State, message, now, token);
                }

                return ended;
            },
            cancellationToken);
    }

    private static async Task TellAsync(FilmRecDb db, int jobId, JobState state, string message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (state is JobState.Finished or JobState.Failed && await db.Jobs.AnyAsync(j => j.JobId == jobId && j.Kind == JobKind.Import, cancellationToken))
        {
            await HookEvents.TellAsync(
                db, state == JobState.Finished ? HookEvents.ImportFinished : HookEvents.ImportFailed, new { JobId = jobId, Message = message }, now, cancellationToken);
        }
    }

    private bool IsAbandoned(int jobId, string? host, DateTimeOffset? startedAt, DateTimeOffset? heartbeatAt, DateTimeOffset now)
        => host == ThisProcess.Name ? !signals.Runs(jobId)
            : provider.SharedByServers ? heartbeatAt < now - Silence
            : ThisProcess.IsGone(host, startedAt);
}

/// <summary>How a job ended.</summary>
internal sealed record JobEnd(JobState State, string Message, long Skipped = 0, JobReport? Report = null);
