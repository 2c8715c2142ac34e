namespace FilmRec.Core.Catalog.Searching;

/// <summary>The orders of a list of movies, and the pages of it. Ties are broken by id.</summary>
internal static class MovieOrder
{
    /// <summary>Those that every snapshot holds ready.</summary>
    public static readonly MovieSort[] Stored = [MovieSort.Title, MovieSort.Year, MovieSort.Rating, MovieSort.Popularity, MovieSort.Added];

    /// <summary>All rows in this order.</summary>
    public static int[] Sort(MovieKeys[] movies, MovieSort sort)
    {
        int[] rows = [.. Enumerable.Range(0, movies.Length)];
        Array.Sort(rows, (a, b) => Compare(sort, movies[a], movies[b]));
        return rows;
    }

    /// <summary>The ids of one page, and the cursor of the next.</summary>
    public static (IReadOnlyList<int> MovieIds, string? NextCursor) Page(CatalogSnapshot catalog, FilteredMovies result, MovieQuery query)
    {
        var sort = query.EffectiveSort;
        var order = sort == MovieSort.Match && result.Hits is { } hits ? hits.Sort(catalog.Movies, result.Rows)
            : catalog.Order(sort == MovieSort.Match ? MovieSort.Popularity : sort);
        bool hasCursor = PageCursor.TryParse(query.Cursor, MoviePage.OrderName(sort), out var cursor);
        long skip = hasCursor ? 0 : (query.Page - 1L) * query.Limit;
        var page = new List<int>(query.Count);
        int last = -1;
        for (int place = hasCursor ? Behind(catalog, result, sort, order, cursor) : 0; place < order.Length; place++)
        {
            int row = order[place];
            if (!result.Rows.Has(row) || skip-- > 0)
            {
                continue;
            }

            if (page.Count == query.Count)
            {
                return (page, CursorOf(catalog, result, sort, last).Encode());
            }

            page.Add(catalog.Movies[row].MovieId);
            last = row;
        }

        return (page, null);
    }

    /// <summary>The ids of all these rows, in a stored order.</summary>
    public static int[] All(CatalogSnapshot catalog, MovieSet rows, MovieSort sort)
    {
        int[] ids = new int[rows.Count];
        int count = 0;
        foreach (int row in catalog.Order(sort))
        {
            if (rows.Has(row))
            {
                ids[count++] = catalog.Movies[row].MovieId;
            }
        }

        return ids;
    }

    private static int Compare(MovieSort sort, in MovieKeys a, in MovieKeys b)
    {
        int order = sort switch
        {
            MovieSort.Title => string.CompareOrdinal(a.NormalizedTitle, b.NormalizedTitle),
            MovieSort.Year => b.SortYear.CompareTo(a.SortYear),
            MovieSort.Rating => b.DampedRating.CompareTo(a.DampedRating),
            MovieSort.Added => b.CreatedAt.CompareTo(a.CreatedAt),
            _ => b.RatingCount.CompareTo(a.RatingCount),
        };
        return order != 0 ? order : sort == MovieSort.Title ? a.MovieId.CompareTo(b.MovieId) : b.MovieId.CompareTo(a.MovieId);
    }

    /// <summary>The first place behind a cursor.</summary>
    private static int Behind(CatalogSnapshot catalog, FilteredMovies result, MovieSort sort, ReadOnlySpan<int> order, PageCursor cursor)
    {
        var at = KeysOf(sort, cursor);
        long distance = cursor.Number >> 32;
        int low = 0, high = order.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int row = order[middle];
            int further = sort == MovieSort.Match && result.Hits is { } hits ? ((long)hits.DistanceOf(row)).CompareTo(distance) : 0;
            bool isBehind = further != 0 ? further > 0 : Compare(sort, catalog.Movies[row], at) > 0;
            (low, high) = isBehind ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    // A forged cursor may hold any number.
    private static MovieKeys KeysOf(MovieSort sort, PageCursor cursor)
    {
        int number = (int)Math.Clamp(cursor.Number, int.MinValue, int.MaxValue);
        int count = sort == MovieSort.Match ? (int)cursor.Number : number;
        int id = (int)Math.Clamp(cursor.Id, int.MinValue, int.MaxValue);
        return new MovieKeys(id, cursor.Text, number, null, cursor.Real, count, sort == MovieSort.Added ? StoredTime.OfTicks(cursor.Number) : default);
    }

    private static PageCursor CursorOf(CatalogSnapshot catalog, FilteredMovies result, MovieSort sort, int row)
    {
        string order = MoviePage.OrderName(sort);
        var movie = catalog.Movies[row];
        return sort switch
        {
            MovieSort.Title => new PageCursor(order, 0, movie.NormalizedTitle, movie.MovieId),
            MovieSort.Year => new PageCursor(order, movie.SortYear, "", movie.MovieId),
            MovieSort.Rating => PageCursor.OfReal(order, movie.DampedRating, movie.MovieId),
            MovieSort.Added => new PageCursor(order, movie.CreatedAt.UtcTicks, "", movie.MovieId),
            MovieSort.Match => new PageCursor(order, ((long)(result.Hits?.DistanceOf(row) ?? 0) << 32) | (uint)movie.RatingCount, "", movie.MovieId),
            _ => new PageCursor(order, movie.RatingCount, "", movie.MovieId),
        };
    }
}
