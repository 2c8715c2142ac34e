using System.Text;
using System.Text.Unicode;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.SampleData.MovieLens;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.SampleData;

/// <summary>Reads what a file of movies in one of MovieLens' layouts (movies.csv, movies.dat, u.item) tells of movies that somebody rated.</summary>
public static class MovieFactsFile
{
    /// <summary>Files that may lie beside a file of ratings.</summary>
    public static IReadOnlyList<string> UsualNames { get; } = [.. MovieLensLayout.All.Select(layout => layout.MoviesFile)];

    /// <param name="stream">At its beginning; can be sought in. May be compressed with gzip.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="movies">Which movies to tell of, and by which row.</param>
    /// <exception cref="MalformedFileException">A line cannot be read.</exception>
    public static MovieFacts Read(Stream stream, string file, Names movies)
    {
        using var lines = new DataLines(Unzipped.Of(stream));
        short[] years = new short[movies.Count];
        var genres = new IReadOnlyList<string>[movies.Count];
        MovieLensLayout? layout = null;
        while (lines.TryRead(out var bytes))
        {
            // Old releases are in Latin-1, which is hardly ever valid UTF-8.
            string line = (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
            if (layout is null)
            {
                layout = LayoutOf(line);
                if (layout.HeaderOf(layout.MoviesFile) is { } header)
                {
                    Require(line.Replace("\"", "", StringComparison.Ordinal).Trim().Equals(header, StringComparison.OrdinalIgnoreCase), $"the first line should be {header}.");
                    continue;
                }
            }

            string? problem = layout.CutMovie(line, TabLayout.UsualGenres, out var movie);
            Require(problem is null, $"{problem}. Correct the line or take it out.");
            if (movies.TryRowOf(movie.Id.Trim(), out int row))
            {
                years[row] = (short)(TitleReader.Read(movie.Title).Year ?? 0);
                genres[row] = [.. movie.Genres.Select(MovieStep.GenreName).Where(genre => genre.Length > 0).Distinct(StringComparer.Ordinal)];
            }
        }

        return Of(genres, years);

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                throw new MalformedFileException(file, (int)lines.Number, problem);
            }
        }
    }

    private static MovieLensLayout LayoutOf(string line)
        => line.Contains("::", StringComparison.Ordinal) ? new DoubleColonLayout()
            : line.Count(c => c == '|') > TabLayout.UsualGenres.Length ? new TabLayout()
            : new CsvLayout();

    private static MovieFacts Of(IReadOnlyList<string>?[] genresOf, short[] years)
    {
        string[] names = [.. genresOf.SelectMany(genres => genres ?? []).GroupBy(genre => genre, StringComparer.Ordinal)
            .OrderByDescending(genre => genre.Count()).ThenBy(genre => genre.Key, StringComparer.Ordinal)
            .Take(MovieFacts.MaximumGenres).Select(genre => genre.Key).Order(StringComparer.Ordinal)];
        var bitOf = names.Index().ToDictionary(genre => genre.Item, genre => genre.Index, StringComparer.Ordinal);
        ulong[] bits = new ulong[years.Length];
        for (int movie = 0; movie < bits.Length; movie++)
        {
            foreach (string genre in genresOf[movie] ?? [])
            {
                bits[movie] |= bitOf.TryGetValue(genre, out int bit) ? 1UL << bit : 0;
            }
        }

        return new MovieFacts(names, bits, years);
    }
}
