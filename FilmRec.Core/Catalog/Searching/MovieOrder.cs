namespace FilmRec.Core.Catalog.Searching;

/// <summary>The orders of a list of movies: sorting, where a page goes on, and the cursor of a row. Ties are broken by id.</summary>
/// <remarks>"key &lt;= k" stands before "key &lt; k or …" because it alone is a bound that an index can be entered with.</remarks>
internal static class MovieOrder
{
    /// <param name="movies">The movies that match.</param>
    /// <param name="text">Normalised search text.</param>
    public static IQueryable<MovieKeys> Keys(IQueryable<Movie> movies, string text)
    {
        string wordStart = " " + text;
        return movies.Select(m => new MovieKeys
        {
            MovieId = m.MovieId,
            NormalizedTitle = m.NormalizedTitle,
            SortYear = m.SortYear,
            DampedRating = m.DampedRating,
            RatingCount = m.RatingCount,
            CreatedAt = m.CreatedAt,
            Distance = m.NormalizedTitle == text ? 0 : m.NormalizedTitle.StartsWith(text) ? 1 : m.NormalizedTitle.Contains(wordStart) ? 2 : 3,
        });
    }

    public static IQueryable<MovieKeys> Sort(IQueryable<MovieKeys> movies, MovieSort sort) => sort switch
    {
        MovieSort.Title => movies.OrderBy(m => m.NormalizedTitle).ThenBy(m => m.MovieId),
        MovieSort.Year => movies.OrderByDescending(m => m.SortYear).ThenByDescending(m => m.MovieId),
        MovieSort.Rating => movies.OrderByDescending(m => m.DampedRating).ThenByDescending(m => m.MovieId),
        MovieSort.Added => movies.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.MovieId),
        MovieSort.Match => movies.OrderBy(m => m.Distance).ThenByDescending(m => m.RatingCount).ThenByDescending(m => m.MovieId),
        _ => movies.OrderByDescending(m => m.RatingCount).ThenByDescending(m => m.MovieId),
    };

    /// <summary>The rows behind the cursor.</summary>
    public static IQueryable<MovieKeys> After(IQueryable<MovieKeys> movies, MovieSort sort, PageCursor cursor)
    {
        // As wide as the columns: a column that is converted to compare it is not found in its index.
        (string title, double real, int number, int id) = (cursor.Text, cursor.Real, Narrow(cursor.Number), Narrow(cursor.Id));
        switch (sort)
        {
            case MovieSort.Title:
                return movies.Where(m => m.NormalizedTitle.CompareTo(title) >= 0 && (m.NormalizedTitle.CompareTo(title) > 0 || m.MovieId > id));
            case MovieSort.Year:
                return movies.Where(m => m.SortYear <= number && (m.SortYear < number || m.MovieId < id));
            case MovieSort.Rating:
                return movies.Where(m => m.DampedRating <= real && (m.DampedRating < real || m.MovieId < id));
            case MovieSort.Added:
                var added = StoredTime.OfTicks(cursor.Number);
                return movies.Where(m => m.CreatedAt <= added && (m.CreatedAt < added || m.MovieId < id));
            case MovieSort.Match:
                (int distance, int count) = ((int)(cursor.Number >> 32), (int)cursor.Number);
                return movies.Where(m => m.Distance >= distance
                    && (m.Distance > distance || m.RatingCount < count || (m.RatingCount == count && m.MovieId < id)));
            default:
                return movies.Where(m => m.RatingCount <= number && (m.RatingCount < number || m.MovieId < id));
        }
    }

    public static PageCursor CursorOf(MovieKeys row, MovieSort sort)
    {
        string order = MoviePage.OrderName(sort);
        return sort switch
        {
            MovieSort.Title => new PageCursor(order, 0, row.NormalizedTitle, row.MovieId),
            MovieSort.Year => new PageCursor(order, row.SortYear, "", row.MovieId),
            MovieSort.Rating => PageCursor.OfReal(order, row.DampedRating, row.MovieId),
            MovieSort.Added => new PageCursor(order, row.CreatedAt.UtcTicks, "", row.MovieId),
            MovieSort.Match => new PageCursor(order, ((long)row.Distance << 32) | (uint)row.RatingCount, "", row.MovieId),
            _ => new PageCursor(order, row.RatingCount, "", row.MovieId),
        };
    }

    // A forged cursor may hold any number.
    private static int Narrow(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);
}

/// <summary>The columns that some list sorts by, of one row.</summary>
internal sealed class MovieKeys
{
    public required int MovieId { get; init; }
    public required string NormalizedTitle { get; init; }
    public required int SortYear { get; init; }
    public required double DampedRating { get; init; }
    public required int RatingCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From the search text: 0 the whole title, 1 its start, 2 the start of a word, 3 anything else.</summary>
    public required int Distance { get; init; }
}
