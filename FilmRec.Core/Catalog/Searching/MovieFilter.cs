using System.Globalization;
using FilmRec.Core.Data;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Which movies a query lets through, with its text normalised and its genres resolved to ids. Equal filters have equal keys.</summary>
internal sealed record MovieFilter(string Text, int[] Genres, int[] ExcludedGenres, int? YearFrom, int? YearTo, double? MinimumRating, bool MatchesNothing)
{
    // Of 60,000 movies, 20 that have a genre are found sooner by walking along than by listing when more than about 1,000 have it.
    private const int Rare = 1000;

    private int[] RareGenres { get; init; } = [];

    /// <param name="query">What was asked.</param>
    /// <param name="genres">All genres that some movie has.</param>
    public static MovieFilter Of(MovieQuery query, IReadOnlyList<GenreCount> genres)
    {
        var ids = genres.ToDictionary(g => g.Name, g => g.GenreId, StringComparer.OrdinalIgnoreCase);
        string text = TitleNormalizer.Normalize(query.Text ?? "");
        bool impossible = query.Genres.Any(g => !ids.ContainsKey(g)) || (text.Length == 0 && !string.IsNullOrWhiteSpace(query.Text));
        return new MovieFilter(text, Resolve(query.Genres, ids), Resolve(query.ExcludedGenres, ids), query.YearFrom, query.YearTo, query.MinimumRating, impossible)
        {
            RareGenres = [.. genres.Where(g => g.MovieCount <= Rare).Select(g => g.GenreId)],
        };
    }

    /// <summary>For the cache.</summary>
    public string Key => FormattableString.Invariant(
        $"{Text}/{string.Join(',', Genres)}/{string.Join(',', ExcludedGenres)}/{YearFrom}/{YearTo}/{MinimumRating:R}");

    /// <summary>For counting: starts from the genres' lists.</summary>
    public IQueryable<Movie> ApplyToCount(FilmRecDb db)
    {
        var movies = ApplyToColumns(db.Movies);
        movies = Genres.Aggregate(movies, (some, genre) => Listed(db, some, genre));
        return ExcludedGenres.Aggregate(movies, (some, genre) => some.Where(m => !db.MovieGenres.Where(g => g.GenreId == genre).Select(g => g.MovieId).Contains(m.MovieId)));
    }

    /// <summary>For one page: walks along the index of the order and asks of each movie, unless a genre is so rare that its list is the shorter way.</summary>
    public IQueryable<Movie> ApplyToPage(FilmRecDb db)
    {
        var movies = ApplyToColumns(db.Movies);
        movies = Genres.Aggregate(movies, (some, genre) => RareGenres.Contains(genre) ? Listed(db, some, genre) : Asked(db, some, genre));
        return ExcludedGenres.Aggregate(movies, (some, genre) => some.Where(m => !db.MovieGenres.Any(g => g.MovieId == m.MovieId && g.GenreId == genre)));
    }

    private static IQueryable<Movie> Listed(FilmRecDb db, IQueryable<Movie> movies, int genre)
        => movies.Where(m => db.MovieGenres.Where(g => g.GenreId == genre).Select(g => g.MovieId).Contains(m.MovieId));

    private static IQueryable<Movie> Asked(FilmRecDb db, IQueryable<Movie> movies, int genre)
        => movies.Where(m => db.MovieGenres.Any(g => g.MovieId == m.MovieId && g.GenreId == genre));

    private IQueryable<Movie> ApplyToColumns(IQueryable<Movie> movies)
    {
        // Contains with a parameter: the provider escapes what LIKE would read as a wildcard.
        foreach (string word in Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
        {
            movies = YearOf(word) is { } year
                ? movies.Where(m => m.NormalizedTitle.Contains(word) || m.SortYear == year)
                : movies.Where(m => m.NormalizedTitle.Contains(word));
        }

        if (YearFrom is not null || YearTo is not null)
        {
            int from = Math.Max(1, YearFrom ?? 1);
            int to = YearTo ?? int.MaxValue;
            movies = movies.Where(m => m.SortYear >= from && m.SortYear <= to);
        }

        return MinimumRating is { } minimum ? movies.Where(m => m.Rating >= minimum) : movies;
    }

    // People type "heat 1995", although the year is not part of the title.
    private static int? YearOf(string word)
        => word.Length == 4 && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int year) ? year : null;

    private static int[] Resolve(IReadOnlyList<string> names, Dictionary<string, int> ids)
        => [.. names.Where(ids.ContainsKey).Select(name => ids[name]).Distinct().Order()];
}
