using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData;

/// <summary>Takes made-up data out, inside the writer's transaction.</summary>
internal static class SampleRemoval
{
    private const string Phase = "Removing sample data";

    public static async Task RunAsync(BulkWriter writer, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var db = writer.Db;
        var movies = db.Movies.Where(m => m.Origin == Origin.Sample);
        var viewers = db.Users.Where(u => u.Origin == Origin.Sample);
        if (!await movies.AnyAsync(cancellationToken) && !await viewers.AnyAsync(cancellationToken))
        {
            return;
        }

        progress.Report(new WorkProgress(Phase, 0, null));
        var touched = db.Ratings.Where(r => movies.Any(m => m.MovieId == r.MovieId)).Select(r => r.ViewerId)
            .Concat(db.WatchHistory.Where(w => movies.Any(m => m.MovieId == w.MovieId)).Select(w => w.ViewerId))
            .Concat(db.Watchlist.Where(l => movies.Any(m => m.MovieId == l.MovieId)).Select(l => l.ViewerId))
            .Concat(db.HiddenMovies.Where(h => movies.Any(m => m.MovieId == h.MovieId)).Select(h => h.ViewerId));
        await db.Users.Where(u => u.Origin != Origin.Sample && touched.Contains(u.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.ProfileVersion, u => u.ProfileVersion + 1), cancellationToken);

        // What hangs on movies and viewers goes first, table by table: cascades would do it row by row.
        int ratings = await db.Ratings.Where(r => viewers.Any(u => u.Id == r.ViewerId) || movies.Any(m => m.MovieId == r.MovieId)).ExecuteDeleteAsync(cancellationToken);
        progress.Report(new WorkProgress(Phase, ratings, null));
        await db.WatchHistory.Where(w => viewers.Any(u => u.Id == w.ViewerId) || movies.Any(m => m.MovieId == w.MovieId)).ExecuteDeleteAsync(cancellationToken);
        await db.Watchlist.Where(l => viewers.Any(u => u.Id == l.ViewerId) || movies.Any(m => m.MovieId == l.MovieId)).ExecuteDeleteAsync(cancellationToken);
        await db.HiddenMovies.Where(h => viewers.Any(u => u.Id == h.ViewerId) || movies.Any(m => m.MovieId == h.MovieId)).ExecuteDeleteAsync(cancellationToken);
        await db.Tags.Where(t => viewers.Any(u => u.Id == t.ViewerId) || movies.Any(m => m.MovieId == t.MovieId)).ExecuteDeleteAsync(cancellationToken);
        await db.MovieGenres.Where(g => movies.Any(m => m.MovieId == g.MovieId)).ExecuteDeleteAsync(cancellationToken);
        int gone = await movies.ExecuteDeleteAsync(cancellationToken) + await viewers.ExecuteDeleteAsync(cancellationToken);
        await db.Genres.Where(g => !db.MovieGenres.Any(m => m.GenreId == g.GenreId)).ExecuteDeleteAsync(cancellationToken);
        await writer.RefreshMovieRatingsAsync(cancellationToken);
        writer.ForgetGenres();
        progress.Report(new WorkProgress(Phase, ratings + gone, ratings + gone));
    }
}
