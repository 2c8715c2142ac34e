namespace FilmRec.Core.Catalog.Searching;

/// <summary>All movies of one moment, as lists, search and facets need them. Immutable.</summary>
/// <remarks>About 250 bytes a movie: 15 MB for 60,000. Everything that people read of a movie comes from the database.</remarks>
internal sealed class CatalogSnapshot
{
    private readonly int[][] _orders;

    public CatalogSnapshot(MovieKeys[] movies, GenreCount[] genres, MovieSet[] genreSets, TitleIndex titles, int lastId)
    {
        (Movies, Genres, GenreSets, Titles, LastId) = (movies, genres, genreSets, titles, lastId);
        _orders = [.. MovieOrder.Stored.Select(sort => MovieOrder.Sort(movies, sort))];
        Size = SizeOf(movies);
    }

    private CatalogSnapshot(CatalogSnapshot old, MovieKeys[] movies)
    {
        (Movies, Genres, GenreSets, Titles, LastId) = (movies, old.Genres, old.GenreSets, old.Titles, old.LastId);
        _orders = [.. MovieOrder.Stored.Select(sort => sort is MovieSort.Popularity or MovieSort.Rating ? MovieOrder.Sort(movies, sort) : old._orders[(int)sort])];
        Size = SizeOf(movies);
    }

    /// <summary>By ascending id. The place of a movie here is its row.</summary>
    public MovieKeys[] Movies { get; }

    /// <summary>By name; those alone that some movie has.</summary>
    public GenreCount[] Genres { get; }

    /// <summary>The movies of each genre.</summary>
    public MovieSet[] GenreSets { get; }

    public TitleIndex Titles { get; }

    public CatalogSize Size { get; }

    /// <summary>The highest movie id, 0 in an empty catalogue.</summary>
    public int LastId { get; }

    /// <summary>All rows in an order; <see cref="MovieSort.Match"/> has none.</summary>
    public ReadOnlySpan<int> Order(MovieSort sort) => _orders[(int)sort];

    /// <summary>The row of a movie, or a negative number.</summary>
    public int RowOf(int movieId)
    {
        int low = 0, high = Movies.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int found = Movies[middle].MovieId;
            if (found == movieId)
            {
                return middle;
            }

            (low, high) = found < movieId ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The same movies with newer ratings.</summary>
    /// <param name="figures">By ascending id.</param>
    /// <returns>Null when they are not of the same movies.</returns>
    public CatalogSnapshot? With(List<MovieFigures> figures)
    {
        if (figures.Count != Movies.Length)
        {
            return null;
        }

        var movies = (MovieKeys[])Movies.Clone();
        for (int row = 0; row < movies.Length; row++)
        {
            if (movies[row].MovieId != figures[row].MovieId)
            {
                return null;
            }

            movies[row] = movies[row] with { Rating = figures[row].Rating, DampedRating = figures[row].DampedRating, RatingCount = figures[row].RatingCount };
        }

        return new CatalogSnapshot(this, movies);
    }

    private static CatalogSize SizeOf(MovieKeys[] movies)
    {
        int first = int.MaxValue, last = 0;
        long ratings = 0;
        foreach (ref readonly var movie in movies.AsSpan())
        {
            ratings += movie.RatingCount;
            if (movie.SortYear > 0)
            {
                (first, last) = (Math.Min(first, movie.SortYear), Math.Max(last, movie.SortYear));
            }
        }

        return new CatalogSize(movies.Length, ratings, last == 0 ? null : first, last == 0 ? null : last);
    }
}

/// <summary>What some list sorts or filters by, of one movie.</summary>
/// <param name="SortYear">0 where it is not known.</param>
/// <param name="Rating">Mean stars, or null.</param>
internal readonly record struct MovieKeys(
    int MovieId, string NormalizedTitle, int SortYear, double? Rating, double DampedRating, int RatingCount, DateTimeOffset CreatedAt);

/// <summary>What ratings change of a movie.</summary>
internal readonly record struct MovieFigures(int MovieId, double? Rating, double DampedRating, int RatingCount);
