using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>What viewers have watched, and when.</summary>
public sealed class WatchHistory(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, ProfileChanges changes, TimeProvider clock)
{
    // Somewhere it is tomorrow already, and no clock is exact.
    private static readonly TimeSpan FastestClock = TimeSpan.FromDays(1);

    /// <summary>One page of this viewer's history, newest first. Two queries.</summary>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="PageQuery.FindProblems"/>.</exception>
    public async Task<WatchPage> ListAsync(int viewerId, WatchQuery query, CancellationToken cancellationToken)
    {
        if (query.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(query));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = db.WatchHistory.AsNoTracking().Where(w => w.ViewerId == viewerId);
        int total = await mine.CountAsync(cancellationToken);
        bool hasCursor = PageCursor.TryParse(query.Cursor, query.OrderName, out var cursor);
        if (hasCursor)
        {
            (var date, long id) = (StoredTime.OfTicks(cursor.Number), cursor.Id);
            mine = mine.Where(w => w.WatchDate <= date && (w.WatchDate < date || w.HistoryId < id));
        }

        var rows = await Entries(db, mine.OrderByDescending(w => w.WatchDate).ThenByDescending(w => w.HistoryId)
            .Skip(hasCursor ? 0 : (query.Page - 1) * query.Limit).Take(query.Limit + 1)).ToListAsync(cancellationToken);
        var last = rows.Count > query.Limit ? rows[query.Limit - 1] : null;
        return new WatchPage(
            [.. rows.Take(query.Limit)],
            last is null ? null : new PageCursor(query.OrderName, last.WatchDate.UtcTicks, "", last.HistoryId).Encode(),
            total);
    }

    /// <summary>Adds a viewing. The same one again (same movie and moment, or within its own minutes) is a repeated request and answers the first.</summary>
    /// <param name="watchDate">When; null for now. Not before 1970, not after tomorrow.</param>
    /// <param name="stars">The opinion on that occasion; the viewer's current rating is <see cref="RatingBook"/>'s.</param>
    /// <param name="minutes">1 … <see cref="Watch.MaximumMinutes"/>, or null.</param>
    /// <returns>Null when there is no such movie or viewer.</returns>
    public async Task<WatchEntry?> AddAsync(
        int viewerId, int movieId, DateTimeOffset? watchDate, Stars? stars, int? minutes, CancellationToken cancellationToken)
    {
        Watch.CheckMinutes(minutes);
        var date = CheckDate(watchDate ?? clock.GetUtcNow());
        var watch = new Watch(viewerId, movieId, date) { Rating = stars?.Value, WatchDuration = minutes };
        var added = await writer.WriteAsync(
            async (db, token) =>
            {
                // Changes nothing yet, but takes the viewer's row, so that a request repeated at the same moment waits and finds the first.
                int known = await db.Users.Where(u => u.Id == viewerId && db.Movies.Any(m => m.MovieId == movieId))
                    .ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion), token);
                if (known == 0)
                {
                    return null;
                }

                var (id, isNew) = await FindOrWriteAsync(db, watch, token);
                if (isNew)
                {
                    await ProfileVersions.RaiseAsync(db, viewerId, token);
                }

                return await Entries(db, db.WatchHistory.Where(w => w.HistoryId == id)).SingleAsync(token);
            },
            cancellationToken);
        Tell(viewerId, added);
        return added;
    }

    /// <summary>Corrects when it was, and how long it took.</summary>
    /// <param name="watchDate">As in <see cref="AddAsync"/>.</param>
    /// <param name="minutes">As there.</param>
    /// <returns>The viewing as it is now; null when this viewer has no such viewing.</returns>
    public async Task<WatchEntry?> ChangeAsync(
        int viewerId, long historyId, DateTimeOffset watchDate, int? minutes, CancellationToken cancellationToken)
    {
        Watch.CheckMinutes(minutes);
        var date = CheckDate(watchDate);
        var changed = await writer.WriteAsync(
            async (db, token) =>
            {
                if (!await ProfileVersions.RaiseAsync(db, viewerId, token)
                    || await Of(db, viewerId, historyId).ExecuteUpdateAsync(
                        set => set.SetProperty(w => w.WatchDate, date).SetProperty(w => w.WatchDuration, minutes), token) == 0)
                {
                    return null;
                }

                return await Entries(db, Of(db, viewerId, historyId)).SingleAsync(token);
            },
            cancellationToken);
        Tell(viewerId, changed);
        return changed;
    }

    /// <summary>Takes a viewing out of this viewer's history.</summary>
    /// <returns>What it was, so that it can be added again; null when this viewer has no such viewing, and nothing has changed then.</returns>
    public async Task<WatchEntry?> RemoveAsync(int viewerId, long historyId, CancellationToken cancellationToken)
    {
        var removed = await writer.WriteAsync(
            async (db, token) =>
            {
                if (!await ProfileVersions.RaiseAsync(db, viewerId, token)
                    || await Entries(db, Of(db, viewerId, historyId)).SingleOrDefaultAsync(token) is not { } entry)
                {
                    return null;
                }

                await Of(db, viewerId, historyId).ExecuteDeleteAsync(token);
                return entry;
            },
            cancellationToken);
        Tell(viewerId, removed);
        return removed;
    }

    /// <summary>What this viewer's whole history adds up to. One query.</summary>
    public async Task<WatchTotals> TotalsAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.WatchHistory.Where(w => w.ViewerId == viewerId).GroupBy(w => w.ViewerId)
            .Select(all => new WatchTotals(
                all.Count(), all.Select(w => w.MovieId).Distinct().Count(), all.Sum(w => (long)(w.WatchDuration ?? 0)), all.Count(w => w.WatchDuration == null)))
            .SingleOrDefaultAsync(cancellationToken) ?? new WatchTotals(0, 0, 0, 0);
    }

    /// <summary>Adds the watch unless it is there already; nobody finishes the same movie twice within its length.</summary>
    /// <returns>The id of the new entry, or of the one that it repeats.</returns>
    internal static async Task<(long Id, bool IsNew)> FindOrWriteAsync(FilmRecDb db, Watch watch, CancellationToken cancellationToken)
    {
        // Seconds of slack for a client that repeats a request without a duration.
        var since = watch.WatchDate - (watch.WatchDuration is { } minutes ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromSeconds(10));
        long? repeated = await db.WatchHistory
            .Where(w => w.ViewerId == watch.ViewerId && w.WatchDate > since && w.WatchDate <= watch.WatchDate && w.MovieId == watch.MovieId
                && w.WatchDuration == watch.WatchDuration && w.Rating == watch.Rating)
            .Select(w => (long?)w.HistoryId).FirstOrDefaultAsync(cancellationToken);
        if (repeated is { } id)
        {
            return (id, false);
        }

        db.WatchHistory.Add(watch);
        await db.SaveChangesAsync(cancellationToken);
        return (watch.HistoryId, true);
    }

    private DateTimeOffset CheckDate(DateTimeOffset watchDate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(watchDate, DateTimeOffset.UnixEpoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(watchDate, clock.GetUtcNow() + FastestClock);
        return StoredTime.Round(watchDate);
    }

    private void Tell(int viewerId, WatchEntry? changed)
    {
        if (changed is not null)
        {
            changes.Tell(new ProfileChange(viewerId, changed.Movie.MovieId));
        }
    }

    private static IQueryable<Watch> Of(FilmRecDb db, int viewerId, long historyId)
        => db.WatchHistory.Where(w => w.HistoryId == historyId && w.ViewerId == viewerId);

    private static IQueryable<WatchEntry> Entries(FilmRecDb db, IQueryable<Watch> watches)
        => from watch in watches
           join movie in db.Movies on watch.MovieId equals movie.MovieId
           orderby watch.WatchDate descending, watch.HistoryId descending
           select new WatchEntry(
               watch.HistoryId,
               MovieCard.Of(movie.MovieId, movie.Title, movie.Genre, movie.ReleaseYear, movie.Rating, movie.RatingCount, movie.Description),
               watch.WatchDate, watch.Rating, watch.WatchDuration);
}
