using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>The steps of changing one rating, in the order in which they take their locks.</summary>
internal static class RatingChange
{
    /// <summary>Raises the viewer's profile version, which locks their row until the end of the transaction; then reads what is to change.</summary>
    /// <returns>The new version and the old stars; null for an unknown viewer.</returns>
    public static async Task<Before?> BeginAsync(FilmRecDb db, int viewerId, int movieId, CancellationToken cancellationToken)
    {
        if (!await ProfileVersions.RaiseAsync(db, viewerId, cancellationToken))
        {
            return null;
        }

        return await (from viewer in db.Users
                      where viewer.Id == viewerId
                      from rating in db.Ratings.Where(r => r.ViewerId == viewer.Id && r.MovieId == movieId).DefaultIfEmpty()
                      select new Before(viewer.ProfileVersion, rating == null ? null : rating.Stars)).SingleAsync(cancellationToken);
    }

    /// <summary>Moves the movie's count, sum and mean from the old stars to the new; null stands for no rating. False for an unknown movie.</summary>
    public static async Task<bool> MoveSumsAsync(FilmRecDb db, int movieId, Stars? old, Stars? now, CancellationToken cancellationToken)
    {
        int count = (now is null ? 0 : 1) - (old is null ? 0 : 1);
        long sum = (now?.HalfStars ?? 0) - (old?.HalfStars ?? 0);
        return await MoveSumsAsync(db.Movies.Where(m => m.MovieId == movieId), count, sum, cancellationToken) == 1;
    }

    /// <summary>The same for many movies that all get so many ratings more and so many half stars more.</summary>
    public static Task<int> MoveSumsAsync(IQueryable<Movie> movies, int count, long sum, CancellationToken cancellationToken)
        => movies.ExecuteUpdateAsync(
            set => set
                .SetProperty(m => m.Rating, m => m.RatingCount + count == 0 ? null : (m.RatingSum + sum) / (2.0 * (m.RatingCount + count)))
                .SetProperty(m => m.RatingSum, m => m.RatingSum + sum)
                .SetProperty(m => m.RatingCount, m => m.RatingCount + count),
            cancellationToken);

    public static async Task WriteAsync(FilmRecDb db, Rating rating, bool replaces, CancellationToken cancellationToken)
    {
        if (replaces)
        {
            await db.Ratings.Where(r => r.ViewerId == rating.ViewerId && r.MovieId == rating.MovieId).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Stars, rating.Stars).SetProperty(r => r.RatedAt, rating.RatedAt), cancellationToken);
            return;
        }

        db.Ratings.Add(rating);
        await db.SaveChangesAsync(cancellationToken);
    }

    internal sealed record Before(long ProfileVersion, Stars? Stars);
}
