using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>What one step of an undo did.</summary>
/// <param name="Touched">Movies whose ratings have changed.</param>
/// <param name="IsLast">Nothing is left to undo.</param>
internal sealed record UndoStep(int Removed, int Restored, int WatchesRemoved, int Kept, IReadOnlyList<int> Touched, bool IsLast);

/// <summary>Takes an import back step by step. What is undone is crossed off in the same transaction, so that a broken-off undo goes on where it was.</summary>
internal static class ImportUndoing
{
    /// <returns>Null when this viewer has no such import that could be undone.</returns>
    public static async Task<UndoStep?> StepAsync(FilmRecDb db, int viewerId, Guid importId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await ProfileVersions.LockAsync(db, viewerId, cancellationToken)
            || !await db.Set<RatingImport>().AnyAsync(i => i.ImportId == importId && i.ViewerId == viewerId && i.UndoneAt == null, cancellationToken))
        {
            return null;
        }

        var noted = await db.Set<RatingImportChange>().Where(c => c.ImportId == importId).OrderBy(c => c.MovieId)
            .Take(RatingImports.BatchSize).ToListAsync(cancellationToken);
        long[] watches = await db.Set<RatingImportWatch>().Where(w => w.ImportId == importId).OrderBy(w => w.HistoryId)
            .Select(w => w.HistoryId).Take(RatingImports.BatchSize).ToArrayAsync(cancellationToken);
        bool isLast = noted.Count < RatingImports.BatchSize && watches.Length < RatingImports.BatchSize;
        var (removed, restored) = await PutBackAsync(db, viewerId, noted, cancellationToken);
        int watchesRemoved = await db.WatchHistory.Where(w => w.ViewerId == viewerId && watches.Contains(w.HistoryId)).ExecuteDeleteAsync(cancellationToken);
        int[] touched = [.. removed, .. restored];
        if (touched.Length + watchesRemoved > 0)
        {
            await ProfileVersions.RaiseAsync(db, viewerId, cancellationToken);
        }

        if (isLast)
        {
            await db.Set<RatingImport>().Where(i => i.ImportId == importId).ExecuteUpdateAsync(set => set.SetProperty(i => i.UndoneAt, now), cancellationToken);
        }

        return new UndoStep(removed.Count, restored.Count, watchesRemoved, noted.Count - touched.Length, touched, isLast);
    }

    private static async Task<(List<int> Removed, List<int> Restored)> PutBackAsync(
        FilmRecDb db, int viewerId, List<RatingImportChange> noted, CancellationToken cancellationToken)
    {
        int[] ids = [.. noted.Select(change => change.MovieId)];
        var ratings = await db.Ratings.Where(r => r.ViewerId == viewerId && ids.Contains(r.MovieId)).ToDictionaryAsync(r => r.MovieId, cancellationToken);
        var (removed, restored) = (new List<int>(), new List<int>());
        var shifts = new List<SumShift>();
        foreach (var change in noted)
        {
            // What the viewer has said since stays.
            if (!ratings.TryGetValue(change.MovieId, out var rating) || rating.Stars != change.Stars || rating.RatedAt != change.RatedAt)
            {
                continue;
            }

            shifts.Add(new SumShift(change.MovieId, change.Stars, change.OldStars));
            if (change is { OldStars: { } stars, OldRatedAt: { } ratedAt })
            {
                rating.Set(stars, ratedAt);
                restored.Add(change.MovieId);
            }
            else
            {
                db.Ratings.Remove(rating);
                removed.Add(change.MovieId);
            }
        }

        await SumShift.ApplyAsync(db, shifts, cancellationToken);
        db.RemoveRange(noted);
        await db.SaveChangesAsync(cancellationToken);
        return (removed, restored);
    }
}
