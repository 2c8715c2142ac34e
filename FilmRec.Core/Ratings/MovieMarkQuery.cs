using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a viewer's hidden movies, or of their watchlist.</summary>
public sealed record MovieMarkQuery
{
    internal const string OrderName = "marks";

    /// <summary>1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The <see cref="MovieMarkPage.NextCursor"/> of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1-based; for pages with numbers. Ignored with a cursor.</summary>
    public int Page { get; init; } = 1;

    /// <summary>What is wrong with this query, by name of the property; empty when nothing is.</summary>
    public IReadOnlyDictionary<string, string> FindProblems()
    {
        var problems = new Dictionary<string, string>();
        if (Limit is < 1 or > MovieQuery.MaximumLimit)
        {
            problems[nameof(Limit)] = $"The limit is a whole number from 1 to {MovieQuery.MaximumLimit}.";
        }

        if (Page is < 1 or > MovieQuery.MaximumPage)
        {
            problems[nameof(Page)] = $"The page is a whole number from 1 to {MovieQuery.MaximumPage}.";
        }

        if (Cursor is not null && !PageCursor.TryParse(Cursor, OrderName, out _))
        {
            problems[nameof(Cursor)] = "This cursor is not one that this list has given: start again without it.";
        }

        return problems;
    }
}

/// <summary>One page of marked movies, latest first.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Marked movies on all pages together.</param>
public sealed record MovieMarkPage(IReadOnlyList<MarkedMovie> Items, string? NextCursor, int Total);

/// <summary>A movie, and when it was marked.</summary>
public sealed record MarkedMovie(MovieCard Movie, DateTimeOffset MarkedAt);

/// <summary>What was written down, after the commit; of a repeated request, what the first one wrote.</summary>
/// <param name="ProfileVersion">The viewer's version that contains it.</param>
public sealed record MarkReceipt(int MovieId, DateTimeOffset MarkedAt, long ProfileVersion);
