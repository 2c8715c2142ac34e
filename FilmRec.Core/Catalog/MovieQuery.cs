namespace FilmRec.Core.Catalog;

/// <summary>Which movies to list, in which order, and which page of them.</summary>
public sealed record MovieQuery
{
    public const int MaximumLimit = 100;
    public const int MaximumPage = 100_000;
    public const int MaximumTextLength = 200;
    public const int MaximumPages = 10;
    public const int MaximumGenres = 50;
    public const int MaximumDecades = 40;

    /// <summary>
    /// Words of the title or of tags, in any order and spelling of accents and case; all of them must be there. Beginnings of words count, and parts of
    /// three letters and more; four digits may be the release year instead; a word that few titles have may be misspelled a little.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>The movie has all of these; case does not matter; a genre that nobody knows matches nothing.</summary>
    public IReadOnlyList<string> Genres { get; init; } = [];

    /// <summary>One of <see cref="Genres"/> is enough.</summary>
    public bool AnyGenre { get; init; }

    /// <summary>The movie has none of these.</summary>
    public IReadOnlyList<string> ExcludedGenres { get; init; } = [];

    /// <summary>Movies without a known year match no bound.</summary>
    public int? YearFrom { get; init; }
    public int? YearTo { get; init; }

    /// <summary>First years of decades, 1970 for instance; one of them is enough, and with bounds both must hold.</summary>
    public IReadOnlyList<int> Decades { get; init; } = [];

    /// <summary>Movies that are left out, by id: those that a viewer has seen.</summary>
    public IReadOnlySet<int>? Without { get; init; }

    /// <summary>No other movies than these, by id: those of a viewer's list.</summary>
    public IReadOnlySet<int>? Among { get; init; }

    /// <summary>Least mean of the stars, 0.5 … 5; movies that nobody has rated match none.</summary>
    public double? MinimumRating { get; init; }
    public MovieSort Sort { get; init; } = MovieSort.Popularity;

    /// <summary>Also count what each genre and each decade would leave.</summary>
    public bool WithFacets { get; init; }

    /// <summary>1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The <see cref="MoviePage.NextCursor"/> of the page before, of a query that differs in nothing else.</summary>
    public string? Cursor { get; init; }

    /// <summary>1-based; for pages with numbers. Ignored with a cursor.</summary>
    public int Page { get; init; } = 1;

    /// <summary>How many pages at once, from <see cref="Page"/> on; 1 … 10.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>How many movies that is.</summary>
    internal int Count => Limit * Pages;

    /// <summary>Without text every movie matches alike, and popularity is an order that an index serves.</summary>
    internal MovieSort EffectiveSort => Sort == MovieSort.Match && string.IsNullOrWhiteSpace(Text) ? MovieSort.Popularity : Sort;

    /// <summary>What is wrong with this query, by name of the property; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> FindProblems()
    {
        var problems = new Dictionary<string, string>();
        Check(Text is not { Length: > MaximumTextLength }, nameof(Text), $"The search text has at most {MaximumTextLength} characters.");
        Check(Genres.Count <= MaximumGenres, nameof(Genres), $"At most {MaximumGenres} genres.");
        Check(ExcludedGenres.Count <= MaximumGenres, nameof(ExcludedGenres), $"At most {MaximumGenres} genres.");
        Check(Decades.Count <= MaximumDecades, nameof(Decades), $"At most {MaximumDecades} decades.");
        Check(YearFrom is null or (>= 0 and <= 9999), nameof(YearFrom), "A year is a whole number from 0 to 9999.");
        Check(YearTo is null or (>= 0 and <= 9999), nameof(YearTo), "A year is a whole number from 0 to 9999.");
        Check(MinimumRating is null or (>= 0 and <= 5), nameof(MinimumRating), "The minimum rating is a number from 0 to 5.");
        Check(Enum.IsDefined(Sort), nameof(Sort), "Unknown sort order.");
        Check(Limit is >= 1 and <= MaximumLimit, nameof(Limit), $"The limit is a whole number from 1 to {MaximumLimit}.");
        Check(Page is >= 1 and <= MaximumPage, nameof(Page), $"The page is a whole number from 1 to {MaximumPage}.");
        Check(Pages is >= 1 and <= MaximumPages, nameof(Pages), $"At most {MaximumPages} pages at once.");
        Check(Cursor is null || PageCursor.TryParse(Cursor, MoviePage.OrderName(EffectiveSort), out _), nameof(Cursor),
            "This cursor is not one that this list has given in this order: start again without it.");
        return problems;

        void Check(bool holds, string property, string problem)
        {
            if (!holds)
            {
                problems[property] = problem;
            }
        }
    }
}

public enum MovieSort
{
    /// <summary>A to Z by normalised title.</summary>
    Title,

    /// <summary>Newest year first, unknown years last.</summary>
    Year,

    /// <summary>Best <see cref="Movie.DampedRating"/> first, unrated last.</summary>
    Rating,

    /// <summary>Most ratings first.</summary>
    Popularity,

    /// <summary>Latest addition to the catalogue first.</summary>
    Added,

    /// <summary>
    /// Best hit of the search text first, then popularity: whole title, start of the title, start of a word, words apart, parts of words, tags, other
    /// spellings. Without text as Popularity.
    /// </summary>
    Match,
}
