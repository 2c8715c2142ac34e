using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>
/// Asks for training runs, stops them, and tells how they went. One run waits or runs at a time, on all servers together. Whether a person who asks is an
/// administrator is looked up in the transaction of the act.
/// </summary>
public sealed class TrainingQueue(
    IDbContextFactory<FilmRecDb> databases, DatabaseWriter writer, IReadOnlyList<ModelKind> kinds, TrainingLease lease, TrainingSignals signals, TimeProvider clock)
{
    /// <summary>Enters a run for the next free worker.</summary>
    public async Task<EnqueueResult> EnqueueAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var result = await AddAsync(request, hereAndNow: false, cancellationToken);
        if (result.RunId is not null)
        {
            signals.Wake();
        }

        return result;
    }

    /// <summary>Enters a run that this process already holds; no worker can take it.</summary>
    internal Task<EnqueueResult> TakeAsync(TrainingRequest request, CancellationToken cancellationToken) => AddAsync(request, hereAndNow: true, cancellationToken);

    /// <summary>Stops a run for the program itself or the command line.</summary>
    public Task<string?> CancelAsync(int runId, CancellationToken cancellationToken) => CancelAsync(runId, accountId: null, cancellationToken);

    /// <summary>Stops a run: at once while it waits, within seconds while it runs, on whichever server.</summary>
    /// <param name="runId">Which.</param>
    /// <param name="accountId">Who asks; null for the command line.</param>
    /// <param name="cancellationToken">Of the request, not of the run.</param>
    /// <returns>Null when it is done, else why not, in a sentence for people.</returns>
    public async Task<string?> CancelAsync(int runId, int? accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        string refusal = await writer.WriteAsync(
            async (db, token) =>
            {
                if (accountId is { } account && !await Administrators.IncludeAsync(db, account, token))
                {
                    return Administrators.Only;
                }

                int waiting = await db.TrainingRuns.Where(r => r.RunId == runId && r.State == TrainingState.Queued)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(r => r.State, TrainingState.Cancelled).SetProperty(r => r.CancelRequested, true)
                            .SetProperty(r => r.FinishedAt, now).SetProperty(r => r.Message, "Cancelled before it started."),
                        token);
                int running = waiting > 0 ? 0 : await db.TrainingRuns.Where(r => r.RunId == runId && r.State == TrainingState.Running)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.CancelRequested, true), token);
                if (waiting + running == 0)
                {
                    return $"Run {runId} has already ended.";
                }

                db.AuditLog.Add(new AuditEntry(now, accountId, "training.cancelled", Subject(runId)));
                await db.SaveChangesAsync(token);
                return "";
            },
            cancellationToken);
        if (refusal.Length > 0)
        {
            return refusal;
        }

        signals.Cancel(runId);
        return null;
    }

    /// <summary>The run that waits or runs now, or null.</summary>
    public async Task<TrainingRunSummary?> CurrentAsync(CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await ReadAsync(db.TrainingRuns.Where(r => r.State == TrainingState.Running || r.State == TrainingState.Queued).OrderBy(r => r.RunId).Take(1), cancellationToken);
        return runs.Count == 0 ? null : runs[0];
    }

    /// <summary>The latest runs, newest first.</summary>
    public async Task<IReadOnlyList<TrainingRunSummary>> HistoryAsync(int limit, CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db.TrainingRuns.OrderByDescending(r => r.RunId).Take(limit), cancellationToken);
    }

    /// <summary>All runs from one on, newest first.</summary>
    /// <param name="before">Only runs entered before this one; null for all.</param>
    /// <param name="limit">Runs at most.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<(IReadOnlyList<TrainingRunSummary> Runs, int Total)> BeforeAsync(int? before, int limit, CancellationToken cancellationToken)
    {
        await lease.EndAbandonedAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await ReadAsync(db.TrainingRuns.Where(r => before == null || r.RunId < before).OrderByDescending(r => r.RunId).Take(limit), cancellationToken);
        return (runs, await db.TrainingRuns.CountAsync(cancellationToken));
    }

    /// <summary>Runs that have ended, newest first, page by page; one whose server died is among them as soon as <see cref="CurrentAsync"/> was asked.</summary>
    /// <param name="state">How they ended; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Of a page.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<(IReadOnlyList<TrainingRunSummary> Runs, int Total)> EndedAsync(TrainingState? state, int page, int size, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var ended = db.TrainingRuns.Where(r => r.State != TrainingState.Running && r.State != TrainingState.Queued && (state == null || r.State == state));
        int total = await ended.CountAsync(cancellationToken);
        return (await ReadAsync(ended.OrderByDescending(r => r.RunId).Skip((page - 1) * size).Take(size), cancellationToken), total);
    }

    /// <summary>What a person asked for last, to begin with when they ask again; null before anybody has.</summary>
    public async Task<TrainingRequest?> LastRequestAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var last = await db.TrainingRuns.AsNoTracking().Where(r => r.RequestedBy != null).OrderByDescending(r => r.RunId)
            .Select(r => new { r.Kinds, r.Options, r.Seed, r.Publish }).FirstOrDefaultAsync(cancellationToken);
        return last is null ? null
            : new TrainingRequest { Kinds = last.Kinds, Options = TrainingJson.ReadOptions(last.Options), Seed = last.Seed, Publish = last.Publish };
    }

    /// <summary>Everything about one run, or null.</summary>
    public async Task<TrainingRunDetails?> FindAsync(int runId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var runs = await ReadAsync(db.TrainingRuns.Where(r => r.RunId == runId), cancellationToken);
        if (runs.Count == 0)
        {
            return null;
        }

        var rest = await db.TrainingRuns.Where(r => r.RunId == runId).Select(r => new { r.CancelRequested, r.Log }).SingleAsync(cancellationToken);
        var models = await ModelSummaries.ReadAsync(db.Models.Where(m => m.RunId == runId).OrderBy(m => m.ModelId), cancellationToken);
        return new TrainingRunDetails(runs[0], rest.CancelRequested, rest.Log, models);
    }

    private async Task<EnqueueResult> AddAsync(TrainingRequest request, bool hereAndNow, CancellationToken cancellationToken)
    {
        if (request.Kinds.FirstOrDefault(name => kinds.All(kind => kind.Name != name)) is { } unknown)
        {
            return new EnqueueResult(null, $"\"{unknown}\" is no kind of model. The kinds are {string.Join(", ", kinds.Select(kind => kind.Name))}.");
        }

        if (TrainingOptions.FindProblem(kinds, request.Options) is { } problem)
        {
            return new EnqueueResult(null, problem);
        }

        if (await RefusalAsync(cancellationToken) is { } busy)
        {
            return new EnqueueResult(null, busy);
        }

        List<string> names = [.. kinds.Select(kind => kind.Name).Where(name => request.Kinds.Count == 0 || request.Kinds.Contains(name))];
        try
        {
            return await writer.WriteAsync((db, token) => WriteAsync(db, request, names, hereAndNow, token), cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else was a moment faster, and the index says so; any other trouble is shown.
            if (await RefusalAsync(cancellationToken) is { } refusal)
            {
                return new EnqueueResult(null, refusal);
            }

            throw;
        }
    }

    private async Task<EnqueueResult> WriteAsync(FilmRecDb db, TrainingRequest request, List<string> names, bool hereAndNow, CancellationToken cancellationToken)
    {
        if (request.RequestedBy is { } account && !await Administrators.IncludeAsync(db, account, cancellationToken))
        {
            return new EnqueueResult(null, Administrators.Only);
        }

        var now = clock.GetUtcNow();
        var run = new TrainingRun(names, request.Seed, now)
        {
            Publish = request.Publish,
            RequestedBy = request.RequestedBy,
            ScheduleId = request.ScheduleId,
            Options = TrainingJson.WriteOptions(request.Options),
        };
        if (hereAndNow)
        {
            run.Start(TrainingLease.Here, now);
        }

        db.TrainingRuns.Add(run);
        await db.SaveChangesAsync(cancellationToken);
        db.AuditLog.Add(new AuditEntry(now, request.RequestedBy, "training.started", Subject(run.RunId)));
        await db.SaveChangesAsync(cancellationToken);
        return new EnqueueResult(run.RunId, null);
    }

    private async Task<string?> RefusalAsync(CancellationToken cancellationToken)
        => await CurrentAsync(cancellationToken) switch
        {
            null => null,
            { State: TrainingState.Queued } run => $"Run {run.RunId} is waiting to start. Wait for it or cancel it, then start a new one.",
            var run => string.Create(CultureInfo.InvariantCulture, $"Run {run.RunId} is in progress ({run.Progress:0 %} done, on {run.Host}). Wait for it or cancel it, then start a new one."),
        };

    private static async Task<IReadOnlyList<TrainingRunSummary>> ReadAsync(IQueryable<TrainingRun> runs, CancellationToken cancellationToken)
    {
        var rows = await runs.AsNoTracking().Select(r => new
        {
            r.RunId,
            r.State,
            r.Kinds,
            r.Options,
            r.Seed,
            r.Publish,
            r.RequestedBy,
            r.Host,
            r.QueuedAt,
            r.StartedAt,
            r.FinishedAt,
            r.Progress,
            r.Message,
            r.Phases,
            r.ScheduleId,
        }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new TrainingRunSummary(
            r.RunId, r.State, r.Kinds, r.Seed, r.Publish, r.RequestedBy, r.Host, r.QueuedAt, r.StartedAt, r.FinishedAt, r.Progress, r.Message,
            TrainingJson.Read<TrainingPhase>(r.Phases)) { ScheduleId = r.ScheduleId, Options = TrainingJson.ReadOptions(r.Options) })];
    }

    private static string Subject(int runId) => string.Create(CultureInfo.InvariantCulture, $"run {runId}");
}
