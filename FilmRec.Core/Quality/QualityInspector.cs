using System.Runtime.CompilerServices;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Quality;

/// <summary>Reads the whole database once, changes none of it, and reports what the data are like.</summary>
public sealed class QualityInspector(IDbContextFactory<FilmRecDb> databases, TimeProvider time)
{
    private const int ReportsKept = 20;
    private const int RowsBetweenReports = 1 << 14;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Inspects, stores the report and returns it.</summary>
    /// <remarks>
    /// About fifteen queries whatever the size; movies, ratings and watches stream by. Memory: about 100 bytes a movie and 40 a viewer.
    /// Nothing is locked: what is written meanwhile may be in the report or not.
    /// </remarks>
    public async Task<DataQualityReport> InspectAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var checks = new QualityChecks();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(Patience);
        var sizes = await QualityQueries.SizesAsync(db, cancellationToken);

        var movies = new MovieInspection(checks, now);
        await foreach (var movie in Reported("Reading films", sizes.Movies, QualityQueries.Movies(db), progress, cancellationToken))
        {
            movies.Add(movie);
        }

        var ratings = new RatingInspection(checks, movies, now);
        await foreach (var rating in Reported("Reading ratings", sizes.Ratings, QualityQueries.Ratings(db), progress, cancellationToken))
        {
            ratings.Add(rating);
        }

        ratings.Finish();
        var watches = new WatchInspection(checks, movies, now);
        await foreach (var watch in Reported("Reading watches", sizes.Watches, QualityQueries.Watches(db), progress, cancellationToken))
        {
            watches.Add(watch);
        }

        progress.Report(new WorkProgress("Comparing", 0, 1));
        await QualityQueries.FindDuplicatesAsync(db, checks, cancellationToken);
        await RatingSums.CompareAsync(db, movies, checks, cancellationToken);
        await QualityQueries.FindGapsAsync(db, movies, checks, cancellationToken);
        var genres = await QualityQueries.GenresAsync(db, cancellationToken);
        var titles = await QualityQueries.TitlesAsync(db, [.. checks.All.SelectMany(check => check.Untitled).Distinct()], cancellationToken);
        var report = Report(now, sizes, movies, ratings, watches, genres, [.. checks.All.Select(check => check.Finish(titles))]);
        await StoreAsync(db, report, cancellationToken);
        progress.Report(new WorkProgress("Comparing", 1, 1));
        return report;
    }

    /// <summary>The newest report, or null while nobody has inspected.</summary>
    public async Task<DataQualityReport?> LatestAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        string? json = await db.QualityReports.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.ReportId)
            .Select(r => r.Json).FirstOrDefaultAsync(cancellationToken);
        return json is null ? null : DataQualityReport.FromJson(json);
    }

    private static async IAsyncEnumerable<T> Reported<T>(
        string phase, long expected, IQueryable<T> rows, IProgress<WorkProgress> progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        progress.Report(new WorkProgress(phase, 0, expected));
        long read = 0;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row;
            if (++read % RowsBetweenReports == 0)
            {
                progress.Report(new WorkProgress(phase, read, Math.Max(read, expected)));
            }
        }

        progress.Report(new WorkProgress(phase, read, read));
    }

    private static DataQualityReport Report(
        DateTimeOffset now, DataSizes sizes, MovieInspection movies, RatingInspection ratings, WatchInspection watches,
        IReadOnlyList<HistogramBar> genres, IReadOnlyList<QualityFinding> findings)
    {
        int[] perMovie = [.. movies.Movies.Where(movie => movie.Count > 0).Select(movie => movie.Count)];
        double pairs = (double)ratings.PerViewer.Count * perMovie.Length;
        return new DataQualityReport(
            now,
            new DataCounts(movies.Count, perMovie.Length, sizes.Viewers, ratings.PerViewer.Count, ratings.Count, watches.Count, sizes.Tags, genres.Count),
            new RatingFigures(
                ratings.MeanStars, pairs == 0 ? 1 : 1 - ratings.Count / pairs, Spread.Median(ratings.PerViewer), Spread.Median(perMovie),
                Spread.TopTenthShare([.. movies.Movies.Select(movie => movie.Count)]), ratings.Oldest, ratings.Newest),
            new QualityHistograms(
                ratings.Stars(), Spread.Histogram(ratings.PerViewer, Math.Max(0, sizes.Viewers - ratings.PerViewer.Count)),
                Spread.Histogram(perMovie, movies.Count - perMovie.Length), ratings.Years(), genres, movies.Decades()),
            findings);
    }

    private static async Task StoreAsync(FilmRecDb db, DataQualityReport report, CancellationToken cancellationToken)
    {
        db.QualityReports.Add(new StoredQualityReport(report.CreatedAt, report.ToJson(indented: false)));
        await db.SaveChangesAsync(cancellationToken);
        int[] old = await db.QualityReports.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.ReportId)
            .Skip(ReportsKept).Select(r => r.ReportId).ToArrayAsync(cancellationToken);
        if (old.Length > 0)
        {
            await db.QualityReports.Where(r => old.Contains(r.ReportId)).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
