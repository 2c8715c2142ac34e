using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Reads the whole catalogue for the index, so many rows at a time.</summary>
internal sealed class CatalogRows(IDbContextFactory<FilmRecDb> databases)
{
    private const int Batch = 10_000;

    // Of a movie that thousands have tagged, the words that most of them chose.
    private const int TagsOfAMovie = 30;

    public async Task<CatalogSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var movies = await AllAsync(
            last => db.Movies.Where(m => m.MovieId > last).OrderBy(m => m.MovieId)
                .Select(m => new MovieKeys(m.MovieId, m.NormalizedTitle, m.SortYear, m.Rating, m.DampedRating, m.RatingCount, m.CreatedAt)),
            movie => movie.MovieId, cancellationToken);
        var keys = movies.ToArray();
        var (genres, sets) = await ReadGenresAsync(db, keys, cancellationToken);
        var tags = await ReadTagsAsync(db, keys, cancellationToken);
        return new CatalogSnapshot(keys, genres, sets, TitleIndex.Of(keys, tags), keys is [.., var last] ? last.MovieId : 0);
    }

    public async Task<List<MovieFigures>> ReadFiguresAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await AllAsync(
            last => db.Movies.Where(m => m.MovieId > last).OrderBy(m => m.MovieId).Select(m => new MovieFigures(m.MovieId, m.Rating, m.DampedRating, m.RatingCount)),
            movie => movie.MovieId, cancellationToken);
    }

    /// <summary>What tells that something has changed.</summary>
    public async Task<CatalogState> ReadStateAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.GroupBy(_ => 1).Select(all => new CatalogState(all.Count(), all.Max(m => m.MovieId), all.Sum(m => (long)m.RatingCount)))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static async Task<(GenreCount[] Genres, MovieSet[] Sets)> ReadGenresAsync(FilmRecDb db, MovieKeys[] movies, CancellationToken cancellationToken)
    {
        var names = await db.Genres.AsNoTracking().OrderBy(g => g.GenreId).ToDictionaryAsync(g => g.GenreId, g => g.Name, cancellationToken);
        var rows = RowsById(movies);
        var sets = new Dictionary<int, MovieSet>();
        (int movie, int genre) = (int.MinValue, int.MinValue);
        List<MovieGenre> links;
        do
        {
            links = await db.MovieGenres.AsNoTracking().Where(l => l.MovieId >= movie && (l.MovieId > movie || l.GenreId > genre))
                .OrderBy(l => l.MovieId).ThenBy(l => l.GenreId).Take(Batch).ToListAsync(cancellationToken);
            foreach (var link in links.Where(link => rows.ContainsKey(link.MovieId) && names.ContainsKey(link.GenreId)))
            {
                if (!sets.TryGetValue(link.GenreId, out var set))
                {
                    sets[link.GenreId] = set = new MovieSet(movies.Length);
                }

                set.Add(rows[link.MovieId]);
            }

            (movie, genre) = links is [.., var last] ? (last.MovieId, last.GenreId) : (movie, genre);
        }
        while (links.Count == Batch);

        var genres = sets.Select(set => new GenreCount(set.Key, names[set.Key], set.Value.Count)).OrderBy(g => g.Name, StringComparer.Ordinal).ToArray();
        return (genres, [.. genres.Select(g => sets[g.GenreId])]);
    }

    private static async Task<Dictionary<int, List<string>>> ReadTagsAsync(FilmRecDb db, MovieKeys[] movies, CancellationToken cancellationToken)
    {
        var rows = RowsById(movies);
        var tags = new Dictionary<int, List<string>>();
        (int movie, string text) = (int.MinValue, "");
        List<CountedTag> found;
        do
        {
            found = await db.Tags.Where(t => t.MovieId >= movie).GroupBy(t => new { t.MovieId, t.Text })
                .Where(t => t.Key.MovieId > movie || t.Key.Text.CompareTo(text) > 0).OrderBy(t => t.Key.MovieId).ThenBy(t => t.Key.Text)
                .Select(t => new CountedTag(t.Key.MovieId, t.Key.Text, t.Count())).Take(Batch).ToListAsync(cancellationToken);
            foreach (var some in found.Where(tag => rows.ContainsKey(tag.MovieId)).GroupBy(tag => rows[tag.MovieId]))
            {
                tags[some.Key] = [.. tags.GetValueOrDefault(some.Key, []), .. some.OrderByDescending(tag => tag.Count).Take(TagsOfAMovie).Select(tag => tag.Text)];
            }

            (movie, text) = found is [.., var last] ? (last.MovieId, last.Text) : (movie, text);
        }
        while (found.Count == Batch);

        return tags;
    }

    private static async Task<List<T>> AllAsync<T>(Func<int, IQueryable<T>> after, Func<T, int> idOf, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        List<T> some;
        int last = int.MinValue;
        do
        {
            some = await after(last).Take(Batch).ToListAsync(cancellationToken);
            all.AddRange(some);
            last = some.Count > 0 ? idOf(some[^1]) : last;
        }
        while (some.Count == Batch);

        return all;
    }

    private static Dictionary<int, int> RowsById(MovieKeys[] movies)
    {
        var rows = new Dictionary<int, int>(movies.Length);
        for (int row = 0; row < movies.Length; row++)
        {
            rows[movies[row].MovieId] = row;
        }

        return rows;
    }

    private sealed record CountedTag(int MovieId, string Text, int Count);
}

/// <summary>Movies, the highest id, ratings: no import leaves all three as they were.</summary>
internal readonly record struct CatalogState(int Movies, int LastId, long Ratings);
