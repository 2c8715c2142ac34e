using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which of a viewer's own ratings to list, in which order, and which page of them.</summary>
public sealed record MyRatingQuery
{
    /// <summary>Words of the title, as in <see cref="MovieQuery.Text"/>.</summary>
    public string? Text { get; init; }

    /// <summary>One genre by name; case does not matter.</summary>
    public string? Genre { get; init; }
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
}

/// <summary>One page of a viewer's own ratings.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Ratings on all pages together.</param>
public sealed record MyRatingPage(IReadOnlyList<MyRating> Items, string? NextCursor, int Total);

/// <summary>A rating beside the movie it is of.</summary>
public sealed record MyRating(MovieCard Movie, Stars Stars, DateTimeOffset RatedAt);
