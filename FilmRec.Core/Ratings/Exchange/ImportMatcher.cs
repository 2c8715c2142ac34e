using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Finds the films of the catalogue that the entries of a file speak of: by the ids of IMDb, TMDB and MovieLens, then by title and year.</summary>
public sealed class ImportMatcher(IDbContextFactory<FilmRecDb> databases)
{
    private const int BatchSize = 400;

    /// <summary>Years that two sites may differ by: one counts the festival, the other the release.</summary>
    private const int YearSlack = 1;

    /// <summary>In the order of the entries. At most five queries for every 400 of them.</summary>
    /// <param name="progress">Hears how many entries are done.</param>
    public async Task<IReadOnlyList<ImportMatch>> MatchAsync(IReadOnlyList<ImportEntry> entries, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var matches = new List<ImportMatch>(entries.Count);
        foreach (var batch in entries.Chunk(BatchSize))
        {
            matches.AddRange(await MatchBatchAsync(batch, cancellationToken));
            progress?.Report(matches.Count);
        }

        return matches;
    }

    private async Task<IEnumerable<ImportMatch>> MatchBatchAsync(ImportEntry[] batch, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var found = await FindByIdAsync(db, batch, cancellationToken);
        var untold = batch.Where(entry => entry.HasTitle && !found.ContainsKey(entry)).ToArray();
        await FindByTitleAsync(db, untold, found, cancellationToken);
        await FindByOtherNameAsync(db, [.. untold.Where(entry => !found.ContainsKey(entry) && entry.Year is not null)], found, cancellationToken);
        return batch.Select(entry => found.TryGetValue(entry, out var match) ? match : new ImportMatch(entry, MatchKind.None, []));
    }

    private static async Task<Dictionary<ImportEntry, ImportMatch>> FindByIdAsync(FilmRecDb db, ImportEntry[] batch, CancellationToken cancellationToken)
    {
        var movies = new List<KnownMovie>();
        string[] imdb = [.. batch.Select(entry => entry.ImdbId).OfType<string>().Distinct()];
        int[] tmdb = [.. batch.Select(entry => entry.TmdbId).OfType<int>().Distinct()];
        string[] lens = [.. batch.Select(entry => entry.MovieLensId?.ToString(CultureInfo.InvariantCulture)).OfType<string>().Distinct()];
        int[] own = [.. batch.Select(entry => entry.MovieId).OfType<int>().Distinct()];
        await ReadAsync(imdb.Length, db.Movies.Where(m => imdb.Contains(m.ImdbId)));
        await ReadAsync(tmdb.Length, db.Movies.Where(m => m.TmdbId != null && tmdb.Contains(m.TmdbId.Value)));
        await ReadAsync(lens.Length, db.Movies.Where(m => m.Origin == Origin.MovieLens && lens.Contains(m.OriginKey)));
        await ReadAsync(own.Length, db.Movies.Where(m => own.Contains(m.MovieId)));

        var byImdb = movies.Where(m => m.ImdbId is not null).DistinctBy(m => m.ImdbId).ToDictionary(m => m.ImdbId!); // the line before asks
        var byTmdb = movies.Where(m => m.TmdbId is not null).DistinctBy(m => m.TmdbId).ToDictionary(m => m.TmdbId ?? 0);
        var byLens = movies.Where(m => m.MovieLensKey is not null).DistinctBy(m => m.MovieLensKey).ToDictionary(m => m.MovieLensKey!); // the line before asks
        var byOwn = movies.DistinctBy(m => m.Card.MovieId).ToDictionary(m => m.Card.MovieId);
        return batch.Select(entry => (Entry: entry, Movie: FindById(entry)))
            .Where(pair => pair.Movie is not null)
            .ToDictionary(pair => pair.Entry, pair => new ImportMatch(pair.Entry, MatchKind.Exact, [pair.Movie!.Card])); // the line before asks

        KnownMovie? FindById(ImportEntry entry)
        {
            if (entry.ImdbId is { } imdbId && byImdb.TryGetValue(imdbId, out var movie)
                || entry.TmdbId is { } tmdbId && byTmdb.TryGetValue(tmdbId, out movie)
                || entry.MovieLensId is { } lensId && byLens.TryGetValue(lensId.ToString(CultureInfo.InvariantCulture), out movie))
            {
                return movie;
            }

            // Another FilmRec gives the same number to another film.
            return entry.MovieId is { } id && byOwn.TryGetValue(id, out movie) && movie.Year == entry.Year
                && movie.NormalizedTitle == TitleNormalizer.Normalize(entry.Title) ? movie : null;
        }

        async Task ReadAsync(int asked, IQueryable<Movie> some)
        {
            if (asked > 0)
            {
                movies.AddRange(await KnownMovie.Of(some).Take(2 * BatchSize).ToListAsync(cancellationToken));
            }
        }
    }

    private static async Task FindByTitleAsync(FilmRecDb db, ImportEntry[] entries, Dictionary<ImportEntry, ImportMatch> found, CancellationToken cancellationToken)
    {
        string[] titles = [.. entries.SelectMany(NamesOf).Distinct()];
        if (titles.Length == 0)
        {
            return;
        }

        var movies = await KnownMovie.Of(db.Movies.Where(m => titles.Contains(m.NormalizedTitle)))
            .Take(10 * BatchSize).ToListAsync(cancellationToken);
        var byTitle = movies.ToLookup(m => m.NormalizedTitle);
        foreach (var entry in entries)
        {
            Settle(entry, [.. NamesOf(entry).SelectMany(name => byTitle[name]).DistinctBy(m => m.Card.MovieId)], found);
        }
    }

    /// <summary>Films that carry a second name in their title. They are looked for by year, which has an index, and only where the title alone found nothing.</summary>
    private static async Task FindByOtherNameAsync(FilmRecDb db, ImportEntry[] entries, Dictionary<ImportEntry, ImportMatch> found, CancellationToken cancellationToken)
    {
        if (entries.Length == 0)
        {
            return;
        }

        int[] years = [.. entries.SelectMany(entry => Enumerable.Range((entry.Year ?? 0) - YearSlack, 1 + (2 * YearSlack))).Distinct()];
        string opening = "(";
        // Most titles have no parentheses: of 60,000 films of MovieLens, one in ten.
        var titles = db.Movies.Where(m => years.Contains(m.SortYear) && m.Title.Contains(opening)).Select(m => new { m.MovieId, m.Title })
            .OrderBy(m => m.MovieId).Take(20_000).AsAsyncEnumerable();
        var wanted = entries.SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        var called = new List<(string Name, int MovieId)>();
        await foreach (var movie in titles.WithCancellation(cancellationToken))
        {
            called.AddRange(TitleKey.NamesOf(movie.Title).Where(wanted.Contains).Select(name => (name, movie.MovieId)));
        }

        if (called.Count == 0)
        {
            return;
        }

        int[] ids = [.. called.Select(movie => movie.MovieId).Distinct().Take(10 * BatchSize)];
        var movies = (await KnownMovie.Of(db.Movies.Where(m => ids.Contains(m.MovieId))).ToListAsync(cancellationToken)).ToDictionary(m => m.Card.MovieId);
        var byName = called.Where(movie => movies.ContainsKey(movie.MovieId)).ToLookup(movie => movie.Name, movie => movies[movie.MovieId]);
        foreach (var entry in entries)
        {
            Settle(entry, [.. NamesOf(entry).SelectMany(name => byName[name]).DistinctBy(m => m.Card.MovieId)], found);
        }
    }

    private static void Settle(ImportEntry entry, KnownMovie[] called, Dictionary<ImportEntry, ImportMatch> found)
    {
        // A film that is known under another id is another film of the same title.
        var possible = called.Where(m => !Differs(m.ImdbId, entry.ImdbId) && !Differs(m.TmdbId?.ToString(CultureInfo.InvariantCulture), entry.TmdbId?.ToString(CultureInfo.InvariantCulture))
            && (entry.Year is not { } wanted || m.Year is not { } year || Math.Abs(wanted - year) <= YearSlack)).ToArray();
        var sameYear = possible.Where(m => m.Year is not null && m.Year == entry.Year).ToArray();
        var cards = (sameYear.Length > 0 ? sameYear : possible).OrderByDescending(m => m.Card.RatingCount).ThenBy(m => m.Card.MovieId)
            .Take(ImportMatch.MostCandidates).Select(m => m.Card).ToArray();
        if (cards.Length > 0)
        {
            found[entry] = new ImportMatch(entry, cards.Length > 1 ? MatchKind.Ambiguous : sameYear.Length > 0 ? MatchKind.Exact : MatchKind.Near, cards);
        }
    }

    private static bool Differs(string? known, string? told) => known is not null && told is not null && known != told;

    private static IEnumerable<string> NamesOf(ImportEntry entry)
        => TitleKey.NamesOf(entry.Title).Concat(entry.OriginalTitle is { } original ? TitleKey.NamesOf(original) : []).Distinct();

    private sealed record KnownMovie(MovieCard Card, string NormalizedTitle, string? ImdbId, int? TmdbId, string? MovieLensKey)
    {
        public int? Year => Card.ReleaseYear;

        public static IQueryable<KnownMovie> Of(IQueryable<Movie> movies)
            => movies.AsNoTracking().OrderByDescending(m => m.RatingCount).ThenBy(m => m.MovieId).Select(m => new KnownMovie(
                MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, null),
                m.NormalizedTitle, m.ImdbId, m.TmdbId, m.Origin == Origin.MovieLens ? m.OriginKey : null));
    }
}
