using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>What viewers have watched, and when.</summary>
public sealed class WatchHistory(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, TimeProvider clock)
{
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
        var date = StoredTime.Round(watchDate ?? clock.GetUtcNow());
        ArgumentOutOfRangeException.ThrowIfLessThan(date, DateTimeOffset.UnixEpoch, nameof(watchDate));
        var watch = new Watch(viewerId, movieId, date) { Rating = stars?.Value, WatchDuration = minutes };
        return await writer.WriteAsync(
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

    private static IQueryable<WatchEntry> Entries(FilmRecDb db, IQueryable<Watch> watches)
        => from watch in watches
           join movie in db.Movies on watch.MovieId equals movie.MovieId
           orderby watch.WatchDate descending, watch.HistoryId descending
           select new WatchEntry(
               watch.HistoryId,
               MovieCard.Of(movie.MovieId, movie.Title, movie.Genre, movie.ReleaseYear, movie.Rating, movie.RatingCount, movie.Description),
               watch.WatchDate, watch.Rating, watch.WatchDuration);
}
