using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a viewer's watch history to list.</summary>
public sealed record WatchQuery
{
    internal const string OrderName = "history";

    /// <summary>1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The <see cref="WatchPage.NextCursor"/> of the page before.</summary>
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

/// <summary>One page of a viewer's watch history, newest first.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Entries on all pages together.</param>
public sealed record WatchPage(IReadOnlyList<WatchEntry> Items, string? NextCursor, int Total);

/// <summary>One viewing beside the movie that was watched.</summary>
/// <param name="Rating">Stars given on that occasion, 0.5 … 5, or null.</param>
/// <param name="WatchMinutes">Null where not recorded.</param>
public sealed record WatchEntry(long HistoryId, MovieCard Movie, DateTimeOffset WatchDate, double? Rating, int? WatchMinutes);
