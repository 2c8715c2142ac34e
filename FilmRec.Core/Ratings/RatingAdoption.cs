using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>Gives an account the ratings that somebody made before they had it, or before they logged in.</summary>
public sealed class RatingAdoption(DatabaseWriter writer, MovieCatalog catalog, ProfileChanges changes, TimeProvider clock)
{
    /// <summary>More are not taken at once.</summary>
    public const int Most = 50;

    /// <summary>Writes down what the account has not rated yet, all of it or nothing. What it has rated stays as it is; movies that are gone are passed over.</summary>
    /// <param name="viewerId">Whose they become.</param>
    /// <param name="ratings">At most <see cref="Most"/>; of several for one movie the last counts.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>How many were written, after the commit. The same again writes nothing.</returns>
    public async Task<int> AdoptAsync(int viewerId, IReadOnlyList<GivenRating> ratings, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ratings.Count, Most);
        var given = ratings.GroupBy(rating => rating.MovieId).ToDictionary(same => same.Key, same => Stars.OfHalfStars(same.Last().Stars.HalfStars));
        if (given.Count == 0)
        {
            return 0;
        }

        int[] movieIds = [.. given.Keys.Order()];
        var now = clock.GetStoredNow();
        int[]? written = await writer.WriteAsync(
            async (db, token) =>
            {
                if (!await ProfileVersions.RaiseAsync(db, viewerId, token))
                {
                    return null;
                }

                int[] missing = await db.Movies
                    .Where(m => movieIds.Contains(m.MovieId) && !db.Ratings.Any(r => r.ViewerId == viewerId && r.MovieId == m.MovieId))
                    .OrderBy(m => m.MovieId).Select(m => m.MovieId).ToArrayAsync(token);
                if (missing.Length == 0)
                {
                    return null;
                }

                // One statement for each number of stars, of which there are ten.
                foreach (var same in missing.GroupBy(movieId => given[movieId].HalfStars))
                {
                    await MoveSumsAsync(db, [.. same], same.Key, token);
                }

                db.Ratings.AddRange(missing.Select(movieId => new Rating(viewerId, movieId, given[movieId], now)));
                await db.SaveChangesAsync(token);
                return missing;
            },
            cancellationToken);
        await TellAsync(viewerId, written ?? []);
        return written?.Length ?? 0;
    }

    private static Task<int> MoveSumsAsync(FilmRecDb db, int[] movieIds, int halfStars, CancellationToken cancellationToken)
        => db.Movies.Where(m => movieIds.Contains(m.MovieId)).ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.Rating, m => (m.RatingSum + halfStars) / (2.0 * (m.RatingCount + 1)))
                .SetProperty(m => m.RatingSum, m => m.RatingSum + halfStars)
                .SetProperty(m => m.RatingCount, m => m.RatingCount + 1),
            cancellationToken);

    // Not cancellable: the ratings are committed by then.
    private async Task TellAsync(int viewerId, int[] movieIds)
    {
        foreach (int movieId in movieIds)
        {
            await catalog.ForgetAsync(movieId, CancellationToken.None);
        }

        if (movieIds.Length > 0)
        {
            changes.Tell(new ProfileChange(viewerId, MovieId: null));
        }
    }
}
