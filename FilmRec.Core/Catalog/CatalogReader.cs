using System.ComponentModel;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Catalog;

/// <summary>The queries behind <see cref="MovieCatalog"/>, straight from the database.</summary>
internal sealed class CatalogReader(IDbContextFactory<FilmRecDb> databases)
{
    private const int MostTags = 8;

    /// <summary>So many tags of a movie are read, to find those that are meant most.</summary>
    private const int MostWords = 200;

    /// <summary>What is longer is a sentence.</summary>
    private const int LongestTag = 40;

    public async ValueTask<int> CountAsync(MovieFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await filter.ApplyToCount(db).CountAsync(cancellationToken);
    }

    public async ValueTask<MovieList> ListAsync(MovieQuery query, MovieFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        bool hasCursor = PageCursor.TryParse(query.Cursor, MoviePage.OrderName(query.EffectiveSort), out var cursor);
        var movies = MovieOrder.Keys(filter.ApplyToPage(db), filter.Text);
        var page = hasCursor
            ? MovieOrder.Sort(MovieOrder.After(movies, query.EffectiveSort, cursor), query.EffectiveSort)
            : MovieOrder.Sort(movies, query.EffectiveSort).Skip((query.Page - 1) * query.Limit);
        var rows = await page.Take(query.Limit + 1).ToListAsync(cancellationToken);

        bool more = rows.Count > query.Limit;
        string? next = more ? MovieOrder.CursorOf(rows[query.Limit - 1], query.EffectiveSort).Encode() : null;
        return new MovieList([.. rows.Take(query.Limit).Select(r => r.MovieId)], next);
    }

    public async ValueTask<MovieDetails?> ReadMovieAsync(int movieId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var movie = await db.Movies.AsNoTracking().Where(m => m.MovieId == movieId).Select(m => new
        {
            Card = MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, m.Description),
            m.RuntimeMinutes,
            m.ImdbId,
            m.TmdbId,
            m.CreatedAt,
            Words = db.Tags.Where(t => t.MovieId == m.MovieId && t.Text.Length <= LongestTag)
                .OrderBy(t => t.ViewerId).ThenBy(t => t.Text).Select(t => t.Text).Take(MostWords).ToList(),
        }).SingleOrDefaultAsync(cancellationToken);
        if (movie is null)
        {
            return null;
        }

        var counts = await db.Ratings.Where(r => r.MovieId == movieId).GroupBy(r => r.Stars)
            .Select(g => new { Stars = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        int[] histogram = new int[10];
        foreach (var bar in counts)
        {
            histogram[bar.Stars.HalfStars - 1] = bar.Count;
        }

        return new MovieDetails(movie.Card, movie.RuntimeMinutes, movie.ImdbId, movie.TmdbId, histogram, movie.CreatedAt) { Tags = TagsOf(movie.Words) };
    }

    // Viewers write the same word differently.
    private static string[] TagsOf(IReadOnlyList<string> words)
        => [.. words.GroupBy(word => word, StringComparer.OrdinalIgnoreCase).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.OrdinalIgnoreCase)
            .Take(MostTags).Select(same => same.First())];

    public async Task<List<MovieCard>> ReadCardsAsync(List<int> movieIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.AsNoTracking().Where(m => movieIds.Contains(m.MovieId)).OrderBy(m => m.MovieId).Take(movieIds.Count)
            .Select(m => MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, m.Description))
            .ToListAsync(cancellationToken);
    }

    public async ValueTask<GenreList> ReadGenresAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var genres = await db.Genres.AsNoTracking()
            .Select(g => new GenreCount(g.GenreId, g.Name, db.MovieGenres.Count(m => m.GenreId == g.GenreId))).ToListAsync(cancellationToken);
        return new GenreList([.. genres.Where(g => g.MovieCount > 0).OrderBy(g => g.Name, StringComparer.Ordinal)]);
    }

    public async ValueTask<CatalogSize> ReadSizeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.GroupBy(_ => 1).Select(all => new CatalogSize(
                all.Count(), all.Sum(m => (long)m.RatingCount), all.Min(m => m.ReleaseYear), all.Max(m => m.ReleaseYear)))
            .SingleOrDefaultAsync(cancellationToken) ?? new CatalogSize(0, 0, null, null);
    }
}

/// <summary>The movies of a page, and the cursor of the next.</summary>
[ImmutableObject(true)]
internal sealed record MovieList(int[] MovieIds, string? NextCursor);

/// <summary>The genres as one value, because only values are kept.</summary>
[ImmutableObject(true)]
internal sealed record GenreList(GenreCount[] Genres);
