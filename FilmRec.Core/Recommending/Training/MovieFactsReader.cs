using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Interactions;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Reads what the catalogue knows of its movies into plain arrays.</summary>
internal static class MovieFactsReader
{
    /// <summary>All movies of the catalogue, by ascending id.</summary>
    public static async Task<(Vocabulary Movies, MovieFacts Facts)> ReadAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        var ids = new List<int>();
        var years = new List<short>();
        await foreach (var movie in db.Movies.OrderBy(m => m.MovieId).Select(m => new MovieYear(m.MovieId, m.ReleaseYear))
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            ids.Add(movie.MovieId);
            years.Add((short)(movie.Year ?? 0));
        }

        var movies = new Vocabulary([.. ids]);
        var (names, bits) = await ReadGenresAsync(db, movies, cancellationToken);
        return (movies, new MovieFacts(names, bits, [.. years]));
    }

    private static async Task<(string[] Names, ulong[] Bits)> ReadGenresAsync(FilmRecDb db, Vocabulary movies, CancellationToken cancellationToken)
    {
        // A catalogue with more genres than a word has bits keeps the ones with most movies.
        var genres = await db.Genres
            .Select(g => new { g.GenreId, g.Name, Movies = db.MovieGenres.Count(l => l.GenreId == g.GenreId) })
            .OrderByDescending(g => g.Movies).ThenBy(g => g.GenreId).Take(MovieFacts.MaximumGenres).ToListAsync(cancellationToken);
        genres.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        var bitOf = genres.Select((genre, bit) => (genre.GenreId, bit)).ToDictionary(pair => pair.GenreId, pair => pair.bit);
        ulong[] bits = new ulong[movies.Count];
        await foreach (var link in db.MovieGenres.Select(l => new MovieGenreLink(l.MovieId, l.GenreId)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (bitOf.TryGetValue(link.GenreId, out int bit) && movies.TryRowOf(link.MovieId, out int row))
            {
                bits[row] |= 1UL << bit;
            }
        }

        return ([.. genres.Select(g => g.Name)], bits);
    }

    private readonly record struct MovieYear(int MovieId, int? Year);

    private readonly record struct MovieGenreLink(int MovieId, int GenreId);
}
