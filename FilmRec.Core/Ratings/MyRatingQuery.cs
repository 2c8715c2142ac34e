using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which of a viewer's own ratings to list, in which order, and which page of them.</summary>
public sealed record MyRatingQuery
{
    /// <summary>Words of the title, as in <see cref="MovieQuery.Text"/>.</summary>
    public string? Text { get; init; }

    /// <summary>One genre by name; case does not matter.</summary>
    public string? Genre { get; init; }

    /// <summary>Exactly these stars.</summary>
    public Stars? Stars { get; init; }

    /// <summary>Films of the ten years that begin with this one: 1990.</summary>
    public int? Decade { get; init; }

    /// <summary>Rated at this moment or later.</summary>
    public DateTimeOffset? RatedFrom { get; init; }

    /// <summary>Rated before this moment.</summary>
    public DateTimeOffset? RatedBefore { get; init; }
    public MyRatingSort Sort { get; init; } = MyRatingSort.Date;

    /// <summary>1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The <see cref="MyRatingPage.NextCursor"/> of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1-based; for pages with numbers. Ignored with a cursor.</summary>
    public int Page { get; init; } = 1;

    internal string OrderName => $"ratings-{(int)Sort}";

    /// <summary>What is wrong with this query, by name of the property; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> FindProblems()
    {
        var problems = new Dictionary<string, string>();
        Check(Text is not { Length: > MovieQuery.MaximumTextLength }, nameof(Text), $"The search text has at most {MovieQuery.MaximumTextLength} characters.");
        Check(Genre is not { Length: > Catalog.Genre.NameLength }, nameof(Genre), $"A genre has at most {Catalog.Genre.NameLength} characters.");
        Check(Stars is null or { HalfStars: >= Ratings.Stars.MinimumHalfStars }, nameof(Stars), "Stars are 0.5 to 5 in half steps.");
        Check(Decade is null or (>= 0 and <= 9999), nameof(Decade), "A decade is named by its first year.");
        Check(Enum.IsDefined(Sort), nameof(Sort), "Unknown sort order.");
        Check(Limit is >= 1 and <= MovieQuery.MaximumLimit, nameof(Limit), $"The limit is a whole number from 1 to {MovieQuery.MaximumLimit}.");
        Check(Page is >= 1 and <= MovieQuery.MaximumPage, nameof(Page), $"The page is a whole number from 1 to {MovieQuery.MaximumPage}.");
        Check(Cursor is null || PageCursor.TryParse(Cursor, OrderName, out _), nameof(Cursor),
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

public enum MyRatingSort
{
    /// <summary>Latest first.</summary>
    Date,

    /// <summary>Most stars first.</summary>
    Stars,

    /// <summary>A to Z by normalised title.</summary>
    Title,

    /// <summary>Highest mean of all viewers first.</summary>
    Everyone,

    /// <summary>Furthest from the mean of all viewers first, whichever way.</summary>
    Difference,
}

/// <summary>One page of a viewer's own ratings.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Ratings on all pages together.</param>
public sealed record MyRatingPage(IReadOnlyList<MyRating> Items, string? NextCursor, int Total);

/// <summary>A rating beside the movie it is of.</summary>
public sealed record MyRating(MovieCard Movie, Stars Stars, DateTimeOffset RatedAt);
