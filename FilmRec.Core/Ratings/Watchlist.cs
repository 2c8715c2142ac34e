using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>The movies that viewers want to watch.</summary>
public sealed class Watchlist(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, ProfileChanges changes, TimeProvider clock)
{
    /// <summary>Puts a movie on this viewer's watchlist, and no longer hides it from them. Again changes nothing, and answers the first time.</summary>
    /// <returns>After the commit; null when there is no such movie or viewer.</returns>
    public Task<MarkReceipt?> AddAsync(int viewerId, int movieId, CancellationToken cancellationToken)
        => MovieMarks.AddAsync<WatchlistMovie, HiddenMovie>(writer, changes, new WatchlistMovie(viewerId, movieId, clock.GetStoredNow()), cancellationToken);

    /// <returns>The new profile version, after the commit; null when it was not on the list, and nothing has changed then.</returns>
    public Task<long?> RemoveAsync(int viewerId, int movieId, CancellationToken cancellationToken)
        => MovieMarks.RemoveAsync<WatchlistMovie>(writer, changes, viewerId, movieId, cancellationToken);

    /// <summary>This viewer's watchlist by ids alone, latest first, for an order that the database does not know. One query.</summary>
    /// <param name="limit">At most so many.</param>
    public Task<IReadOnlyList<MarkedId>> IdsAsync(int viewerId, int limit, CancellationToken cancellationToken)
        => MovieMarks.IdsAsync<WatchlistMovie>(databases, viewerId, limit, cancellationToken);

    /// <summary>One page of this viewer's watchlist. Two queries.</summary>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="PageQuery.FindProblems"/>.</exception>
    public Task<MovieMarkPage> ListAsync(int viewerId, MovieMarkQuery query, CancellationToken cancellationToken)
        => MovieMarks.ListAsync<WatchlistMovie>(databases, viewerId, query, cancellationToken);
}
