using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Quality;

/// <summary>What an inspection asks the database.</summary>
internal static class QualityQueries
{
    private const int Worst = QualityFinding.MostWorst;

    public static async Task<DataSizes> SizesAsync(FilmRecDb db, CancellationToken cancellationToken) => new(
        await db.Movies.LongCountAsync(cancellationToken),
        await db.Users.LongCountAsync(cancellationToken),
        await db.Ratings.LongCountAsync(cancellationToken),
        await db.WatchHistory.LongCountAsync(cancellationToken),
        await db.Tags.LongCountAsync(cancellationToken));

    public static IQueryable<MovieRow> Movies(FilmRecDb db)
        => db.Movies.OrderBy(m => m.MovieId).Select(m => new MovieRow(
            m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.RuntimeMinutes, m.RatingCount, m.RatingSum, db.MovieGenres.Count(l => l.MovieId == m.MovieId)));

    public static IQueryable<RatingRow> Ratings(FilmRecDb db)
        => db.Ratings.OrderBy(r => r.ViewerId).ThenBy(r => r.MovieId).Select(r => new RatingRow(r.ViewerId, r.MovieId, r.Stars.HalfStars, r.RatedAt));

    public static IQueryable<WatchRow> Watches(FilmRecDb db)
        => db.WatchHistory.OrderBy(w => w.HistoryId).Select(w => new WatchRow(w.ViewerId, w.MovieId, w.WatchDate, w.WatchDuration, w.Rating));

    public static async Task<IReadOnlyList<HistogramBar>> GenresAsync(FilmRecDb db, CancellationToken cancellationToken)
        => [.. (await db.Genres.Select(g => new { g.Name, Movies = db.MovieGenres.LongCount(l => l.GenreId == g.GenreId) }).ToListAsync(cancellationToken))
            .OrderByDescending(genre => genre.Movies).ThenBy(genre => genre.Name, StringComparer.Ordinal)
            .Select(genre => new HistogramBar(genre.Name, genre.Movies))];

    public static async Task<Dictionary<int, string>> TitlesAsync(FilmRecDb db, int[] movieIds, CancellationToken cancellationToken)
        => movieIds.Length == 0 ? []
            : await db.Movies.Where(m => movieIds.Contains(m.MovieId)).ToDictionaryAsync(m => m.MovieId, m => m.Title, cancellationToken);

    public static async Task FindDuplicatesAsync(FilmRecDb db, QualityChecks checks, CancellationToken cancellationToken)
    {
        var titles = db.Movies.Where(m => m.NormalizedTitle != "").GroupBy(m => new { m.NormalizedTitle, m.ReleaseYear })
            .Select(g => new Twins { Label = g.Min(m => m.Title)!, Year = g.Key.ReleaseYear, Count = g.Count(), First = g.Min(m => m.MovieId), Last = g.Max(m => m.MovieId) });
        await AddAsync(checks.DuplicateMovies, titles, twins => twins.Year is { } year ? $"{twins.Label} ({MovieInspection.Text(year)})" : twins.Label, cancellationToken);
        var imdb = db.Movies.Where(m => m.ImdbId != null).GroupBy(m => m.ImdbId)
            .Select(g => new Twins { Label = g.Min(m => m.Title)!, Count = g.Count(), First = g.Min(m => m.MovieId), Last = g.Max(m => m.MovieId) });
        await AddAsync(checks.DuplicateImdbIds, imdb, twins => twins.Label, cancellationToken);
        var tmdb = db.Movies.Where(m => m.TmdbId != null).GroupBy(m => m.TmdbId)
            .Select(g => new Twins { Label = g.Min(m => m.Title)!, Count = g.Count(), First = g.Min(m => m.MovieId), Last = g.Max(m => m.MovieId) });
        await AddAsync(checks.DuplicateTmdbIds, tmdb, twins => twins.Label, cancellationToken);
    }

    public static async Task FindGapsAsync(FilmRecDb db, MovieInspection movies, QualityChecks checks, CancellationToken cancellationToken)
    {
        foreach (var movie in movies.Movies)
        {
            if (movie.Count == 0)
            {
                checks.MoviesWithoutRatings.Add(movie.Year, () => new Offender("", movie.Year == 0 ? "of an unknown year" : $"from {MovieInspection.Text(movie.Year)}", movie.MovieId));
            }
        }

        var silent = db.Users.Where(u => !db.Ratings.Any(r => r.ViewerId == u.Id));
        int[] newest = await silent.OrderByDescending(u => u.Id).Take(Worst).Select(u => u.Id).ToArrayAsync(cancellationToken);
        checks.ViewersWithoutRatings.Add(
            await silent.LongCountAsync(cancellationToken),
            newest.Select(id => new Offender($"Viewer {MovieInspection.Text(id)}", "has not rated yet", ViewerId: id)));
    }

    private static async Task AddAsync(QualityCheck check, IQueryable<Twins> groups, Func<Twins, string> subject, CancellationToken cancellationToken)
    {
        var twins = groups.Where(group => group.Count > 1);
        var worst = await twins.OrderByDescending(group => group.Count).ThenBy(group => group.First).Take(Worst).ToListAsync(cancellationToken);
        check.Add(
            await twins.SumAsync(group => (long)group.Count, cancellationToken),
            worst.Select(group => new Offender(
                subject(group), $"{MovieInspection.Text(group.Count)} times, as film {MovieInspection.Text(group.First)} {(group.Count > 2 ? "to" : "and")} {MovieInspection.Text(group.Last)}", group.First)));
    }

    // Properties set by name: what a constructor is given can no longer be filtered by the database.
    private sealed record Twins
    {
        public string Label { get; init; } = "";
        public int? Year { get; init; }
        public int Count { get; init; }
        public int First { get; init; }
        public int Last { get; init; }
    }
}

/// <summary>How many rows there are, for progress and counts.</summary>
internal sealed record DataSizes(long Movies, long Viewers, long Ratings, long Watches, long Tags);
