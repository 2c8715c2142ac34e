using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Writes imports down, and takes them back.</summary>
/// <remarks>Batch by batch, each in a transaction of its own that also notes what it changes: whenever an import ends, what it did can be undone exactly.</remarks>
public sealed class RatingImports(
    DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, MovieCatalog catalog, ProfileChanges changes, TimeProvider clock, ILogger<RatingImports> log)
{
    public const int BatchSize = 200;

    /// <summary>Days for which an import can be undone.</summary>
    public const int DaysKept = 30;
    private const int MostListed = 10;

    /// <summary>Imports films that are chosen already. The viewer's profile version grows by one with each batch that changes something.</summary>
    /// <param name="progress">Hears of films that are done.</param>
    /// <param name="cancellationToken">Ends the import after the current batch; that is an answer, not an exception.</param>
    public async Task<ImportResult> ImportAsync(int viewerId, ImportPlan plan, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var now = clock.GetStoredNow();
        var batch = new ImportBatch(viewerId, Guid.CreateVersion7(now), plan, now);
        var tally = new ImportTally();
        var end = ImportEnd.Complete;
        try
        {
            await ForgetOldAsync(viewerId, now, cancellationToken);
            foreach (var films in plan.Films.OrderBy(film => film.MovieId).Chunk(BatchSize))
            {
                var written = await writer.WriteAsync((db, token) => batch.WriteAsync(db, films, isFirst: !tally.Begun, token), cancellationToken)
                    ?? throw new InvalidOperationException("There is no such viewer any more.");
                tally.Add(written);
                await ForgetCardsAsync(written.Touched);
                progress?.Report(new ImportProgress(tally.Done, plan.Films.Count));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end = ImportEnd.Cancelled;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "An import of {Films} films broke off after {Done}", plan.Films.Count, tally.Done);
            end = ImportEnd.Interrupted;
        }

        if (tally.Begun)
        {
            changes.Tell(new ProfileChange(viewerId, null));
        }

        return tally.Finish(batch.ImportId, end);
    }

    /// <summary>Puts every rating back that is still as the import left it, and removes the viewings that it added. May be asked again when it was broken off.</summary>
    /// <returns>Null when this viewer has no such import that could be undone.</returns>
    public async Task<ImportUndone?> UndoAsync(int viewerId, Guid importId, CancellationToken cancellationToken)
    {
        var now = clock.GetStoredNow();
        var undone = new ImportUndone(0, 0, 0, 0);
        bool isFirst = true;
        try
        {
            while (await writer.WriteAsync((db, token) => ImportUndoing.StepAsync(db, viewerId, importId, now, token), cancellationToken) is { } step)
            {
                isFirst = false;
                undone = new ImportUndone(undone.Removed + step.Removed, undone.Restored + step.Restored, undone.WatchesRemoved + step.WatchesRemoved, undone.Kept + step.Kept);
                await ForgetCardsAsync(step.Touched);
                if (step.IsLast)
                {
                    break;
                }
            }
        }
        finally
        {
            if (!isFirst)
            {
                changes.Tell(new ProfileChange(viewerId, null));
            }
        }

        return isFirst ? null : undone;
    }

    /// <summary>This viewer's imports that can still be undone, latest first.</summary>
    public async Task<IReadOnlyList<ImportSummary>> RecentAsync(int viewerId, CancellationToken cancellationToken)
    {
        var since = clock.GetStoredNow().AddDays(-DaysKept);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<RatingImport>().AsNoTracking().Where(i => i.ViewerId == viewerId && i.UndoneAt == null && i.StartedAt >= since)
            .OrderByDescending(i => i.StartedAt).ThenBy(i => i.ImportId).Take(MostListed)
            .Select(i => new ImportSummary(i.ImportId, i.Source, i.FileName, i.StartedAt, i.Added, i.Replaced, i.WatchesAdded))
            .ToListAsync(cancellationToken);
    }

    private async Task ForgetOldAsync(int viewerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-DaysKept);
        await writer.WriteAsync(
            async (db, token) => (int?)await db.Set<RatingImport>().Where(i => i.ViewerId == viewerId && i.StartedAt < since).ExecuteDeleteAsync(token),
            cancellationToken);
    }

    // Not cancellable: the ratings are committed by then.
    private async Task ForgetCardsAsync(IReadOnlyList<int> movieIds)
    {
        foreach (int movieId in movieIds)
        {
            await catalog.ForgetAsync(movieId, CancellationToken.None);
        }
    }
}

/// <summary>What the batches of one import did together.</summary>
internal sealed class ImportTally
{
    private int _added;
    private int _replaced;
    private int _watches;
    private int _unchanged;
    private int _missing;

    /// <summary>Something has been written.</summary>
    public bool Begun { get; private set; }

    /// <summary>Films, changed or not.</summary>
    public int Done { get; private set; }

    public void Add(BatchWritten written)
    {
        _added += written.Added;
        _replaced += written.Replaced;
        _watches += written.Watches;
        _unchanged += written.Unchanged;
        _missing += written.Missing;
        Done += written.Films;
        Begun |= written.HasChanged;
    }

    public ImportResult Finish(Guid importId, ImportEnd end) => new(Begun ? importId : null, end, _added, _replaced, _watches, _unchanged, _missing);
}
