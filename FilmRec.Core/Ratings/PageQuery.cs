using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a list that has one order.</summary>
public abstract record PageQuery
{
    /// <summary>1 … 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>The NextCursor of the page before.</summary>
    public string? Cursor { get; init; }

    /// <summary>1-based; for pages with numbers. Ignored with a cursor.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Tells this list's cursors from those of others.</summary>
    internal abstract string OrderName { get; }

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
