using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>What the lists of hidden movies and of movies to watch have in common.</summary>
/// <remarks>As in <see cref="RatingBook"/>, every change takes the viewer's row first.</remarks>
internal static class MovieMarks
{
    /// <summary>Marks a movie, and takes it off the other list: nobody wants to watch what does not interest them.</summary>
    /// <returns>Null when there is no such movie or viewer.</returns>
    public static async Task<MarkReceipt?> AddAsync<TMark, TOther>(
        DatabaseWriter writer, ProfileChanges changes, TMark mark, CancellationToken cancellationToken)
        where TMark : MovieMark
        where TOther : MovieMark
    {
        var receipt = await writer.WriteAsync(
            async (db, token) =>
            {
                if (!await TakeViewerAsync(db.Users.Where(u => u.Id == mark.ViewerId && db.Movies.Any(m => m.MovieId == mark.MovieId)), token))
                {
                    return null;
                }

                var before = await Of<TMark>(db, mark.ViewerId, mark.MovieId).Select(m => (DateTimeOffset?)m.MarkedAt).SingleOrDefaultAsync(token);
                if (before is null)
                {
                    await Of<TOther>(db, mark.ViewerId, mark.MovieId).ExecuteDeleteAsync(token);
                    db.Add(mark);
                    await db.SaveChangesAsync(token);
                    await ProfileVersions.RaiseAsync(db, mark.ViewerId, token);
                }

                return new MarkReceipt(mark.MovieId, before ?? mark.MarkedAt, await ProfileVersions.ReadAsync(db, mark.ViewerId, token));
            },
            cancellationToken);
        Tell(changes, mark.ViewerId, mark.MovieId, receipt is not null);
        return receipt;
    }

    /// <returns>The new profile version; null when there was no such mark, and nothing has changed then.</returns>
    public static async Task<long?> RemoveAsync<TMark>(
        DatabaseWriter writer, ProfileChanges changes, int viewerId, int movieId, CancellationToken cancellationToken)
        where TMark : MovieMark
    {
        long? version = await writer.WriteAsync<long?>(
            async (db, token) =>
            {
                if (!await TakeViewerAsync(db.Users.Where(u => u.Id == viewerId), token)
                    || await Of<TMark>(db, viewerId, movieId).ExecuteDeleteAsync(token) == 0)
                {
                    return null;
                }

                await ProfileVersions.RaiseAsync(db, viewerId, token);
                return await ProfileVersions.ReadAsync(db, viewerId, token);
            },
            cancellationToken);
        Tell(changes, viewerId, movieId, version is not null);
        return version;
    }

    /// <summary>One page. Two queries.</summary>
    /// <exception cref="ArgumentException">The query has problems.</exception>
    public static async Task<MovieMarkPage> ListAsync<TMark>(
        IDbContextFactory<FilmRecDb> databases, int viewerId, MovieMarkQuery query, CancellationToken cancellationToken)
        where TMark : MovieMark
    {
        if (query.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(query));
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = db.Set<TMark>().AsNoTracking().Where(m => m.ViewerId == viewerId);
        int total = await mine.CountAsync(cancellationToken);
        if (query.Sort == MovieMarkSort.Title)
        {
            return new MovieMarkPage(await ByTitleAsync(db, mine, query, cancellationToken), null, total);
        }

        bool hasCursor = PageCursor.TryParse(query.Cursor, query.OrderName, out var cursor);
        if (hasCursor)
        {
            (var moment, int id) = (StoredTime.OfTicks(cursor.Number), (int)Math.Clamp(cursor.Id, int.MinValue, int.MaxValue));
            mine = mine.Where(m => m.MarkedAt <= moment && (m.MarkedAt < moment || m.MovieId < id));
        }

        var page = mine.OrderByDescending(m => m.MarkedAt).ThenByDescending(m => m.MovieId)
            .Skip(hasCursor ? 0 : (query.Page - 1) * query.Limit).Take(query.Limit + 1);
        var rows = await (from mark in page
                          join movie in db.Movies on mark.MovieId equals movie.MovieId
                          orderby mark.MarkedAt descending, mark.MovieId descending
                          select new MarkedMovie(
                              MovieCard.Of(movie.MovieId, movie.Title, movie.Genre, movie.ReleaseYear, movie.Rating, movie.RatingCount, movie.Description),
                              mark.MarkedAt)).ToListAsync(cancellationToken);
        var last = rows.Count > query.Limit ? rows[query.Limit - 1] : null;
        return new MovieMarkPage(
            [.. rows.Take(query.Limit)],
            last is null ? null : new PageCursor(query.OrderName, last.MarkedAt.UtcTicks, "", last.Movie.MovieId).Encode(),
            total);
    }

    /// <summary>Movies and when they were marked, latest first; at most <paramref name="limit"/>. One query.</summary>
    public static async Task<IReadOnlyList<MarkedId>> IdsAsync<TMark>(
        IDbContextFactory<FilmRecDb> databases, int viewerId, int limit, CancellationToken cancellationToken)
        where TMark : MovieMark
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Set<TMark>().AsNoTracking().Where(m => m.ViewerId == viewerId).OrderByDescending(m => m.MarkedAt).ThenByDescending(m => m.MovieId)
            .Take(limit).Select(m => new MarkedId(m.MovieId, m.MarkedAt)).ToListAsync(cancellationToken);
    }

    private static Task<List<MarkedMovie>> ByTitleAsync<TMark>(
        FilmRecDb db, IQueryable<TMark> marks, MovieMarkQuery query, CancellationToken cancellationToken)
        where TMark : MovieMark
        => (from mark in marks
            join movie in db.Movies on mark.MovieId equals movie.MovieId
            orderby movie.NormalizedTitle, movie.MovieId
            select new MarkedMovie(
                MovieCard.Of(movie.MovieId, movie.Title, movie.Genre, movie.ReleaseYear, movie.Rating, movie.RatingCount, movie.Description),
                mark.MarkedAt)).Skip((query.Page - 1) * query.Limit).Take(query.Limit).ToListAsync(cancellationToken);

    private static void Tell(ProfileChanges changes, int viewerId, int movieId, bool changed)
    {
        if (changed)
        {
            changes.Tell(new ProfileChange(viewerId, movieId));
        }
    }

    private static IQueryable<TMark> Of<TMark>(FilmRecDb db, int viewerId, int movieId)
        where TMark : MovieMark
        => db.Set<TMark>().Where(m => m.ViewerId == viewerId && m.MovieId == movieId);

    // Changes nothing, but holds the row until the end of the transaction, so that a request repeated at the same moment waits and finds the first.
    private static async Task<bool> TakeViewerAsync(IQueryable<Accounts.Account> viewer, CancellationToken cancellationToken)
        => await viewer.ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion), cancellationToken) == 1;
}
