using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Catalog;

/// <summary>The queries behind <see cref="MovieCatalog"/> for single movies, by primary key.</summary>
internal sealed class MovieReader(IDbContextFactory<FilmRecDb> databases)
{
    private const int MostTags = 8;

    /// <summary>So many tags of a movie are read, to find those that are meant most.</summary>
    private const int MostWords = 200;

    /// <summary>What is longer is a sentence.</summary>
    private const int LongestTag = 40;

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

    public async Task<List<MovieCard>> ReadCardsAsync(List<int> movieIds, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Movies.AsNoTracking().Where(m => movieIds.Contains(m.MovieId)).OrderBy(m => m.MovieId).Take(movieIds.Count)
            .Select(m => MovieCard.Of(m.MovieId, m.Title, m.Genre, m.ReleaseYear, m.Rating, m.RatingCount, m.Description))
            .ToListAsync(cancellationToken);
    }

    // Viewers write the same word differently.
    private static string[] TagsOf(IReadOnlyList<string> words)
        => [.. words.GroupBy(word => word, StringComparer.OrdinalIgnoreCase).OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.OrdinalIgnoreCase)
            .Take(MostTags).Select(same => same.First())];
}
