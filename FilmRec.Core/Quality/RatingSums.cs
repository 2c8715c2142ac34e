using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Quality;

/// <summary>Compares the sums kept beside each movie with the ratings that went by.</summary>
internal static class RatingSums
{
    // More than this is not somebody rating while we read.
    private const int LookedAtTwice = 500;

    /// <summary>Movies and ratings were read one after the other: a difference counts only if a second look finds it too.</summary>
    public static async Task CompareAsync(FilmRecDb db, MovieInspection movies, QualityChecks checks, CancellationToken cancellationToken)
    {
        MovieFigures[] different = [.. movies.Movies.Where(movie => movie.Count != movie.StoredCount || movie.Sum != movie.StoredSum)];
        int[] again = different.Length <= LookedAtTwice ? [.. different.Select(movie => movie.MovieId)] : [];
        var seen = await SecondLookAsync(db, again, cancellationToken);
        foreach (var movie in different)
        {
            var (stored, storedSum, count, sum) = seen.TryGetValue(movie.MovieId, out var second)
                ? second
                : (movie.StoredCount, movie.StoredSum, movie.Count, movie.Sum);
            if (count != stored || sum != storedSum)
            {
                checks.RatingSums.Add(Math.Abs((double)stored - count) + Math.Abs((double)storedSum - sum) / 20, () => new Offender(
                    "", $"says {Figures(stored, storedSum)}; its ratings are {Figures(count, sum)}", movie.MovieId));
            }
        }
    }

    private static async Task<Dictionary<int, (int, long, int, long)>> SecondLookAsync(FilmRecDb db, int[] movieIds, CancellationToken cancellationToken)
    {
        if (movieIds.Length == 0)
        {
            return [];
        }

        // One statement, so that both sides are of one moment. A movie without ratings has one row without stars.
        var rows = await (
            from movie in db.Movies
            where movieIds.Contains(movie.MovieId)
            from rating in db.Ratings.Where(r => r.MovieId == movie.MovieId).DefaultIfEmpty()
            group movie by new { movie.MovieId, movie.RatingCount, movie.RatingSum, Stars = (Stars?)rating.Stars } into same
            select new { same.Key, Count = same.Count() })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => (row.Key.MovieId, row.Key.RatingCount, row.Key.RatingSum)).ToDictionary(
            movie => movie.Key.MovieId,
            movie => (movie.Key.RatingCount, movie.Key.RatingSum,
                movie.Sum(row => row.Key.Stars is null ? 0 : row.Count), movie.Sum(row => (long)(row.Key.Stars?.HalfStars ?? 0) * row.Count)));
    }

    private static string Figures(int count, long sum)
        => count == 0 ? "0" : FormattableString.Invariant($"{count} with {sum / 2.0 / count:0.##} stars on average");
}
