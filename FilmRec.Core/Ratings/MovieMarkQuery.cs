using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a viewer's hidden movies, or of their watchlist.</summary>
public sealed record MovieMarkQuery : PageQuery
{
    internal override string OrderName => "marks";
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
