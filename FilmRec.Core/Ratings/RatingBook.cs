using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>Where viewers' opinions are written down and read.</summary>
/// <remarks>
/// Every change takes the viewer's row first (its profile version grows), then the movie's (its sums change), then the rating. So changes of one
/// viewer wait for one another, the old stars cannot change between reading and replacing them, and no two changes wait for each other in a circle.
/// </remarks>
public sealed class RatingBook(DatabaseWriter writer, IDbContextFactory<FilmRecDb> databases, MovieCatalog catalog, ProfileChanges changes, TimeProvider clock)
{
    // Per instance: a compiled query belongs to one database's model.
    private readonly Func<FilmRecDb, int, IAsyncEnumerable<ProfileRow>> _profile = EF.CompileAsyncQuery((FilmRecDb db, int viewerId) =>
        from viewer in db.Users.AsNoTracking()
        where viewer.Id == viewerId
        from rating in db.Ratings.Where(r => r.ViewerId == viewer.Id).DefaultIfEmpty()
        orderby rating.MovieId
        select new ProfileRow(viewer.ProfileVersion, rating == null ? null : rating.MovieId, rating == null ? null : rating.Stars, rating == null ? null : rating.RatedAt));

    /// <summary>As below; the watch is of this moment.</summary>
    public Task<RatingReceipt?> RateAsync(int viewerId, int movieId, Stars stars, int? watchMinutes, CancellationToken cancellationToken)
        => RateAsync(viewerId, movieId, stars, watchMinutes, watchedAt: null, cancellationToken);

    /// <summary>Writes the rating down, replacing an older one; with minutes also an entry of the watch history.</summary>
    /// <param name="watchMinutes">1 … <see cref="Watch.MaximumMinutes"/>, or null.</param>
    /// <param name="watchedAt">When it was watched; null for now. A request that is repeated with the same moment adds no second watch, however late.</param>
    /// <returns>After the commit; null when there is no such movie or viewer, and nothing has changed then.</returns>
    /// <remarks>The same request again within these minutes is taken for a repeat, and adds no second watch.</remarks>
    public async Task<RatingReceipt?> RateAsync(
        int viewerId, int movieId, Stars stars, int? watchMinutes, DateTimeOffset? watchedAt, CancellationToken cancellationToken)
    {
        Stars.OfHalfStars(stars.HalfStars); // default(Stars) is no rating
        Watch.CheckMinutes(watchMinutes);
        var now = clock.GetStoredNow();
        var receipt = await writer.WriteAsync(
            async (db, token) =>
            {
                if (await RatingChange.BeginAsync(db, viewerId, movieId, token) is not { } before
                    || !await RatingChange.MoveSumsAsync(db, movieId, before.Stars, stars, token))
                {
                    return null;
                }

                await RatingChange.WriteAsync(db, new Rating(viewerId, movieId, stars, now), before.Stars is not null, token);
                if (watchMinutes is not null)
                {
                    await WatchHistory.FindOrWriteAsync(db, new Watch(viewerId, movieId, watchedAt ?? now) { Rating = stars.Value, WatchDuration = watchMinutes }, token);
                }

                return new RatingReceipt(movieId, stars, now, before.ProfileVersion);
            },
            cancellationToken);
        if (receipt is not null)
        {
            RatingMetrics.Saved();
        }

        await TellAsync(viewerId, movieId, receipt is not null);
        return receipt;
    }

    /// <summary>Takes the rating back.</summary>
    /// <returns>The new profile version, after the commit; null when there was no such rating, and nothing has changed then.</returns>
    public async Task<long?> WithdrawAsync(int viewerId, int movieId, CancellationToken cancellationToken)
    {
        long? version = await writer.WriteAsync<long?>(
            async (db, token) =>
            {
                if (await RatingChange.BeginAsync(db, viewerId, movieId, token) is not { Stars: { } old } before
                    || !await RatingChange.MoveSumsAsync(db, movieId, old, null, token))
                {
                    return null;
                }

                await db.Ratings.Where(r => r.ViewerId == viewerId && r.MovieId == movieId).ExecuteDeleteAsync(token);
                return before.ProfileVersion;
            },
            cancellationToken);
        await TellAsync(viewerId, movieId, version is not null);
        return version;
    }

    /// <summary>This viewer's rating of this movie, or null.</summary>
    public async Task<MyRating?> FindAsync(int viewerId, int movieId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await MyRatings.Of(db, viewerId).Where(m => m.Movie.MovieId == movieId).Select(MyRatings.AsRow).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>One page of this viewer's ratings. Two queries.</summary>
    /// <exception cref="ArgumentException">The query has problems: see <see cref="MyRatingQuery.FindProblems"/>.</exception>
    public async Task<MyRatingPage> MineAsync(int viewerId, MyRatingQuery query, CancellationToken cancellationToken)
    {
        if (query.FindProblems().FirstOrDefault() is { Key: not null } problem)
        {
            throw new ArgumentException(problem.Value, nameof(query));
        }

        int? genreId = null;
        if (!string.IsNullOrWhiteSpace(query.Genre))
        {
            var genres = await catalog.GenresAsync(cancellationToken);
            genreId = genres.FirstOrDefault(g => string.Equals(g.Name, query.Genre, StringComparison.OrdinalIgnoreCase))?.GenreId;
            if (genreId is null)
            {
                return new MyRatingPage([], null, 0);
            }
        }

        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await MyRatings.PageAsync(db, viewerId, query, genreId, cancellationToken);
    }

    /// <summary>All that a recommendation needs to know of a viewer, in one round trip and of one moment; null for an unknown viewer.</summary>
    public async Task<ViewerProfile?> ProfileAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        long? version = null;
        var ratings = new List<ProfileRating>();
        await foreach (var row in _profile(db, viewerId).WithCancellation(cancellationToken))
        {
            version = row.ProfileVersion;
            if (row is { MovieId: { } movieId, Stars: { } stars, RatedAt: { } ratedAt })
            {
                ratings.Add(new ProfileRating(movieId, stars.HalfStars, ratedAt));
            }
        }

        return version is { } known ? new ViewerProfile(known, ratings) : null;
    }

    // Not cancellable: the rating is committed by then.
    private async Task TellAsync(int viewerId, int movieId, bool changed)
    {
        if (changed)
        {
            await catalog.ForgetAsync(movieId, CancellationToken.None);
            changes.Tell(new ProfileChange(viewerId, movieId));
        }
    }

    private readonly record struct ProfileRow(long ProfileVersion, int? MovieId, Stars? Stars, DateTimeOffset? RatedAt);
}
