using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>The movies that viewers are not interested in.</summary>
public sealed class HiddenMovies(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, ProfileChanges changes, TimeProvider clock)
{
    /// <summary>Hides a movie from this viewer's recommendations and takes it off their watchlist. Again changes nothing, and answers the first time.</summary>
    /// <returns>After the commit; null when there is no such movie or viewer.</returns>
    public Task<MarkReceipt?> HideAsync(int viewerId, int movieId, CancellationToken cancellationToken)
        => MovieMarks.AddAsync<HiddenMovie, WatchlistMovie>(writer, changes, new HiddenMovie(viewerId, movieId, clock.GetStoredNow()), cancellationToken);

    /// <returns>The new profile version, after the commit; null when it was not hidden, and nothing has changed then.</returns>
    public Task<long?> UnhideAsync(int viewerId, int movieId, CancellationToken cancellationToken)
        => MovieMarks.RemoveAsync<HiddenMovie>(writer, changes, viewerId, movieId, cancellationToken);

    /// <summary>One page of what this viewer has hidden. Two queries.</summary>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="PageQuery.FindProblems"/>.</exception>
    public Task<MovieMarkPage> ListAsync(int viewerId, MovieMarkQuery query, CancellationToken cancellationToken)
        => MovieMarks.ListAsync<HiddenMovie>(databases, viewerId, query, cancellationToken);
}
