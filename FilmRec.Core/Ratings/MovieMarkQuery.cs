using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a viewer's hidden movies, or of their watchlist.</summary>
public sealed record MovieMarkQuery : PageQuery
{
    public MovieMarkSort Sort { get; init; } = MovieMarkSort.Added;

    internal override string OrderName => Sort == MovieMarkSort.Added ? "marks" : "marks-title";
}

public enum MovieMarkSort
{
    /// <summary>Latest first.</summary>
    Added,

    /// <summary>A to Z by normalised title. Pages go by number alone.</summary>
    Title,
}

/// <summary>One page of marked movies.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one, and where pages go by number.</param>
/// <param name="Total">Marked movies on all pages together.</param>
public sealed record MovieMarkPage(IReadOnlyList<MarkedMovie> Items, string? NextCursor, int Total);

/// <summary>A movie, and when it was marked.</summary>
public sealed record MarkedMovie(MovieCard Movie, DateTimeOffset MarkedAt);

/// <summary>A marked movie by its id alone.</summary>
public sealed record MarkedId(int MovieId, DateTimeOffset MarkedAt);

/// <summary>What was written down, after the commit; of a repeated request, what the first one wrote.</summary>
/// <param name="ProfileVersion">The viewer's version that contains it.</param>
public sealed record MarkReceipt(int MovieId, DateTimeOffset MarkedAt, long ProfileVersion);
