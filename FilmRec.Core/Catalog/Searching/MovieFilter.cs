using FilmRec.Core.Data;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Which movies a query lets through, with its text normalised and its genres resolved to ids. Equal filters have equal keys.</summary>
internal sealed record MovieFilter(string Text, int[] Genres, int[] ExcludedGenres, int? YearFrom, int? YearTo, double? MinimumRating, bool MatchesNothing)
{
    /// <param name="query">What was asked.</param>
    /// <param name="genres">All genres that some movie has.</param>
    public static MovieFilter Of(MovieQuery query, IReadOnlyList<GenreCount> genres)
    {
        var ids = genres.ToDictionary(g => g.Name, g => g.GenreId, StringComparer.OrdinalIgnoreCase);
        string text = TitleNormalizer.Normalize(query.Text ?? "");
        bool impossible = query.Genres.Any(g => !ids.ContainsKey(g)) || (text.Length == 0 && !string.IsNullOrWhiteSpace(query.Text));
        return new MovieFilter(text, Resolve(query.Genres, ids), Resolve(query.ExcludedGenres, ids), query.YearFrom, query.YearTo, query.MinimumRating, impossible);
    }

    /// <summary>For the cache.</summary>
    public string Key => FormattableString.Invariant(
        $"{Text}/{string.Join(',', Genres)}/{string.Join(',', ExcludedGenres)}/{YearFrom}/{YearTo}/{MinimumRating:R}");

    public IQueryable<Movie> Apply(FilmRecDb db)
    {
        IQueryable<Movie> movies = db.Movies;
        // Contains with a parameter: the provider escapes what LIKE would read as a wildcard.
        foreach (string word in Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            movies = movies.Where(m => m.NormalizedTitle.Contains(word));
        }

        // IN over the index (genre_id, movie_id), not EXISTS for each movie: counting starts from the genre then.
        foreach (int genre in Genres)
        {
            movies = movies.Where(m => db.MovieGenres.Where(g => g.GenreId == genre).Select(g => g.MovieId).Contains(m.MovieId));
        }

        foreach (int genre in ExcludedGenres)
        {
            movies = movies.Where(m => !db.MovieGenres.Where(g => g.GenreId == genre).Select(g => g.MovieId).Contains(m.MovieId));
        }

        if (YearFrom is not null || YearTo is not null)
        {
            int from = Math.Max(1, YearFrom ?? 1);
            int to = YearTo ?? int.MaxValue;
            movies = movies.Where(m => m.SortYear >= from && m.SortYear <= to);
        }

        return MinimumRating is { } minimum ? movies.Where(m => m.Rating >= minimum) : movies;
    }

    private static int[] Resolve(IReadOnlyList<string> names, Dictionary<string, int> ids)
        => [.. names.Where(ids.ContainsKey).Select(name => ids[name]).Distinct().Order()];
}
