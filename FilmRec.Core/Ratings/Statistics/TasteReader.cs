using FilmRec.Core.Catalog;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings.Statistics;

/// <summary>Computes what a viewer's ratings say about their taste.</summary>
public sealed class TasteReader(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>A viewer who has rated more is described by their latest ratings.</summary>
    private const int MostRatings = 50_000;

    /// <summary>Two queries; the ratings are read one by one and not kept.</summary>
    public async Task<TasteStatistics> ReadAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sums = new TasteSums();
        var rows = MyRatings.Of(db, viewerId).OrderByDescending(m => m.Rating.RatedAt).ThenByDescending(m => m.Rating.MovieId).Take(MostRatings)
            .Select(m => new TasteRow(
                MovieCard.Of(m.Movie.MovieId, m.Movie.Title, m.Movie.Genre, m.Movie.ReleaseYear, m.Movie.Rating, m.Movie.RatingCount, null),
                m.Movie.RuntimeMinutes, m.Movie.RatingSum, m.Rating.Stars, m.Rating.RatedAt));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            sums.Add(row);
        }

        var watched = await db.WatchHistory.Where(w => w.ViewerId == viewerId)
            .Join(db.Movies, w => w.MovieId, m => m.MovieId, (w, m) => new { Minutes = w.WatchDuration ?? m.RuntimeMinutes ?? 0 })
            .GroupBy(_ => 1).Select(all => new WatchedTime(all.Count(), all.Sum(w => (long)w.Minutes)))
            .FirstOrDefaultAsync(cancellationToken);
        return sums.Finish() with { Watched = watched };
    }
}
