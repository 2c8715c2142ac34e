namespace FilmRec.Core.Catalog.Searching;

/// <summary>Which movies a query lets through.</summary>
internal static class MovieFilter
{
    public static FilteredMovies Apply(CatalogSnapshot catalog, MovieQuery query)
    {
        string text = TitleNormalizer.Normalize(query.Text ?? "");
        var hits = text.Length > 0 ? catalog.Titles.Search(catalog.Movies, text) : null;
        bool isNothing = hits is null && !string.IsNullOrWhiteSpace(query.Text); // no letter and no digit
        var rest = isNothing ? new MovieSet(catalog.Movies.Length) : hits?.Rows ?? MovieSet.All(catalog.Movies.Length);
        rest = LeftOut(catalog, query, rest);
        var years = InYears(catalog, query);
        var genres = InGenres(catalog, query);
        var withYears = years is null ? rest : rest.And(years);
        var withGenres = genres is null ? rest : rest.And(genres);
        var rows = genres is null ? withYears : withYears.And(genres);
        return new FilteredMovies(rows, query.AnyGenre ? withYears : rows, withGenres, text, hits)
        {
            IsUnknownText = hits is not null && hits.Count == 0,
        };
    }

    private static MovieSet LeftOut(CatalogSnapshot catalog, MovieQuery query, MovieSet rows)
    {
        rows = query.ExcludedGenres.Select(name => GenreSet(catalog, name)).OfType<MovieSet>().Aggregate(rows, (some, genre) => some.Without(genre));
        if (query.Among is { } among)
        {
            rows = rows.And(Rows(catalog, among));
        }

        if (query.Without is { Count: > 0 } without)
        {
            rows = rows.Without(Rows(catalog, without));
        }

        return query.MinimumRating is { } minimum ? rows.And(Where(catalog, movie => movie.Rating >= minimum)) : rows;
    }

    private static MovieSet? InYears(CatalogSnapshot catalog, MovieQuery query)
    {
        if (query.YearFrom is null && query.YearTo is null && query.Decades.Count == 0)
        {
            return null;
        }

        int from = Math.Max(1, query.YearFrom ?? 1);
        int to = query.YearTo ?? int.MaxValue;
        return Where(catalog, movie => movie.SortYear >= from && movie.SortYear <= to && (query.Decades.Count == 0 || query.Decades.Contains(movie.SortYear / 10 * 10)));
    }

    private static MovieSet? InGenres(CatalogSnapshot catalog, MovieQuery query)
    {
        if (query.Genres.Count == 0)
        {
            return null;
        }

        var sets = query.Genres.Select(name => GenreSet(catalog, name) ?? new MovieSet(catalog.Movies.Length)).ToList();
        return sets.Skip(1).Aggregate(sets[0], query.AnyGenre ? (some, genre) => some.Or(genre) : (some, genre) => some.And(genre));
    }

    private static MovieSet? GenreSet(CatalogSnapshot catalog, string name)
        => Array.FindIndex(catalog.Genres, genre => string.Equals(genre.Name, name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var n ? catalog.GenreSets[n] : null;

    private static MovieSet Rows(CatalogSnapshot catalog, IEnumerable<int> movieIds)
    {
        var rows = new MovieSet(catalog.Movies.Length);
        foreach (int movieId in movieIds)
        {
            if (catalog.RowOf(movieId) is >= 0 and var row)
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static MovieSet Where(CatalogSnapshot catalog, Predicate<MovieKeys> holds)
    {
        var rows = new MovieSet(catalog.Movies.Length);
        for (int row = 0; row < catalog.Movies.Length; row++)
        {
            if (holds(catalog.Movies[row]))
            {
                rows.Add(row);
            }
        }

        return rows;
    }
}

/// <summary>What a query lets through, and what it would with one of its filters away.</summary>
/// <param name="Rows">The answer.</param>
/// <param name="ForGenres">Where genres are counted.</param>
/// <param name="ForYears">The answer if all years were wanted: where decades are counted.</param>
/// <param name="Text">Normalised; "" where nothing is searched for.</param>
/// <param name="Hits">Null where nothing is searched for.</param>
internal sealed record FilteredMovies(MovieSet Rows, MovieSet ForGenres, MovieSet ForYears, string Text, TitleHits? Hits)
{
    /// <summary>No movie of the whole catalogue answers to the text.</summary>
    public bool IsUnknownText { get; init; }

    public FoundBy FoundBy => Hits?.BestOf(Rows) ?? FoundBy.Title;
}
