using System.Data.Common;
using FilmRec.Core.Background;
using FilmRec.Core.Data;
using FilmRec.Core.WebHooks;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>The right to train, held by one run on all servers together: a row in state Running whose heartbeat is fresh.</summary>
public sealed class TrainingLease(IDbContextFactory<FilmRecDb> databases, IDatabaseProvider provider, TimeProvider clock)
{
    /// <summary>A run that has been silent for so long is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>This process, as runs name their host: machine/process id.</summary>
    public static string Here => ThisProcess.Name;

    /// <summary>Takes the oldest queued run for this process, if nothing runs anywhere.</summary>
    /// <returns>Its id, or null.</returns>
    public async Task<int?> TakeNextAsync(CancellationToken cancellationToken)
    {
        await EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        int? next = await db.TrainingRuns.Where(r => r.State == TrainingState.Queued).OrderBy(r => r.RunId).Select(r => (int?)r.RunId).FirstOrDefaultAsync(cancellationToken);
        return next is { } runId && await TakeAsync(runId, cancellationToken) ? runId : null;
    }

    /// <summary>Takes one queued run for this process; false when it is not queued any more or another one runs.</summary>
    public async Task<bool> TakeAsync(int runId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            return await db.TrainingRuns
                .Where(r => r.RunId == runId && r.State == TrainingState.Queued && !db.TrainingRuns.Any(other => other.State == TrainingState.Running))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(r => r.State, TrainingState.Running).SetProperty(r => r.Host, Here)
                        .SetProperty(r => r.StartedAt, now).SetProperty(r => r.HeartbeatAt, now).SetProperty(r => r.Message, "Starting"),
                    cancellationToken) == 1;
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two claims at the same moment: the index let one through, unless the database has another trouble.
            if (await db.TrainingRuns.AnyAsync(r => r.State == TrainingState.Running, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    /// <summary>Marks runs failed whose process has died. Everybody who looks at runs calls it first.</summary>
    public async Task EndAbandonedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var silentSince = now - Silence;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var running = await db.TrainingRuns.AsNoTracking().Where(r => r.State == TrainingState.Running)
            .Select(r => new { r.RunId, r.Host, r.StartedAt, r.HeartbeatAt }).SingleOrDefaultAsync(cancellationToken);
        if (running is null || (running.HeartbeatAt >= silentSince && !IsDead(running.Host, running.StartedAt)))
        {
            return;
        }

        const string Message = "The server that ran it stopped. Nothing was published; start a new run.";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        int ended = await db.TrainingRuns.Where(r => r.RunId == running.RunId && r.State == TrainingState.Running && r.HeartbeatAt == running.HeartbeatAt)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.State, TrainingState.Failed).SetProperty(r => r.FinishedAt, now).SetProperty(r => r.Message, Message),
                cancellationToken);
        if (ended == 1)
        {
            await HookEvents.TellAsync(db, HookEvents.TrainingFailed, new { running.RunId, Message }, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Shows that the run lives, and what it has come to.</summary>
    internal async Task<Pulse> BeatAsync(int runId, JournalPage page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        int held = await db.TrainingRuns.Where(r => r.RunId == runId && r.State == TrainingState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.HeartbeatAt, now).SetProperty(r => r.Progress, page.Progress).SetProperty(r => r.Message, page.Message)
                    .SetProperty(r => r.Phases, page.Phases).SetProperty(r => r.Log, page.Log),
                cancellationToken);
        if (held == 0)
        {
            return Pulse.Lost;
        }

        return await db.TrainingRuns.AnyAsync(r => r.RunId == runId && r.CancelRequested, cancellationToken) ? Pulse.CancelRequested : Pulse.GoOn;
    }

    /// <summary>Gives the right back. A run that was declared dead meanwhile stays so.</summary>
    internal async Task EndAsync(int runId, TrainingState state, JournalPage page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        int ended = await db.TrainingRuns.Where(r => r.RunId == runId && r.State == TrainingState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.State, state).SetProperty(r => r.FinishedAt, now).SetProperty(r => r.HeartbeatAt, now)
                    .SetProperty(r => r.Progress, page.Progress).SetProperty(r => r.Message, page.Message)
                    .SetProperty(r => r.Phases, page.Phases).SetProperty(r => r.Log, page.Log),
                cancellationToken);
        if (ended == 1 && (state is TrainingState.Succeeded or TrainingState.Failed))
        {
            await HookEvents.TellAsync(
                db, state == TrainingState.Succeeded ? HookEvents.TrainingFinished : HookEvents.TrainingFailed, new { RunId = runId, page.Message }, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    // Only where all processes are on this machine can one be seen to be dead; elsewhere silence has to tell.
    private bool IsDead(string? host, DateTimeOffset? startedAt) => !provider.SharedByServers && ThisProcess.IsGone(host, startedAt);
}
