using System.Globalization;

namespace FilmRec.Core.Quality;

/// <summary>Looks at every movie once, by ascending id, and keeps what later checks need of it: about 40 bytes each.</summary>
internal sealed class MovieInspection(QualityChecks checks, DateTimeOffset now)
{
    private const int YearsAhead = 5;
    private const int LongestRuntime = 15 * 60;
    private readonly SortedDictionary<int, long> _decades = [];
    private readonly List<MovieFigures> _movies = [];
    private long _withoutYear;

    public int Count => _movies.Count;

    public void Add(MovieRow movie)
    {
        _movies.Add(new MovieFigures(movie.MovieId, movie.ReleaseYear ?? 0, movie.RuntimeMinutes ?? 0, movie.RatingCount, movie.RatingSum));
        Offender About(string detail) => new(movie.Title, detail, movie.MovieId);
        if (movie.ReleaseYear is { } year)
        {
            _decades[year / 10 * 10] = _decades.GetValueOrDefault(year / 10 * 10) + 1;
            if (year > now.Year + YearsAhead)
            {
                checks.FutureMovies.Add(year, () => About($"is from {Text(year)}"));
            }
        }
        else
        {
            _withoutYear++;
            checks.MoviesWithoutYear.Add(movie.RatingCount, () => About(Ratings(movie.RatingCount)));
        }

        if (movie.RuntimeMinutes is < 1 or > LongestRuntime)
        {
            checks.OddRuntimes.Add(Math.Abs(movie.RuntimeMinutes.Value), () => About($"runs {Text(movie.RuntimeMinutes.Value)} minutes"));
        }

        int named = movie.Genre.Length == 0 ? 0 : movie.Genre.Count(c => c == '|') + 1;
        if (movie.Genres == 0)
        {
            checks.MoviesWithoutGenre.Add(movie.RatingCount, () => About(Ratings(movie.RatingCount)));
        }

        if (named != movie.Genres)
        {
            checks.GenreText.Add(Math.Abs(named - movie.Genres), () => About($"says \"{movie.Genre}\" and has {Text(movie.Genres)}"));
        }
    }

    /// <summary>The figures of that movie, or null when it was not there yet.</summary>
    public MovieFigures? Find(int movieId)
    {
        int low = 0, high = _movies.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (_movies[middle].MovieId == movieId)
            {
                return _movies[middle];
            }

            (low, high) = _movies[middle].MovieId < movieId ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    public IReadOnlyList<MovieFigures> Movies => _movies;

    public IReadOnlyList<HistogramBar> Decades()
        => [.. _decades.Select(decade => new HistogramBar($"{Text(decade.Key)}s", decade.Value)),
            .. _withoutYear == 0 ? Array.Empty<HistogramBar>() : [new HistogramBar("unknown", _withoutYear)]];

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Ratings(int count) => count == 1 ? "1 rating" : $"{Text(count)} ratings";
}

/// <summary>What is read of a movie.</summary>
/// <param name="Genres">Genres that it is linked to.</param>
internal readonly record struct MovieRow(
    int MovieId, string Title, string Genre, int? ReleaseYear, int? RuntimeMinutes, int RatingCount, long RatingSum, int Genres);

/// <summary>What is kept of a movie while its ratings go by.</summary>
internal sealed class MovieFigures(int movieId, int year, int runtime, int storedCount, long storedSum)
{
    public int MovieId => movieId;

    /// <summary>0 where it is not known.</summary>
    public int Year => year;

    /// <summary>Minutes, 0 where not known.</summary>
    public int Runtime => runtime;
    public int StoredCount => storedCount;

    /// <summary>In half stars.</summary>
    public long StoredSum => storedSum;
    public int Count { get; set; }

    /// <summary>In half stars.</summary>
    public long Sum { get; set; }

    /// <summary>Ratings older than the movie.</summary>
    public int Early { get; set; }
}
