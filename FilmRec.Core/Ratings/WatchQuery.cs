using FilmRec.Core.Catalog;

namespace FilmRec.Core.Ratings;

/// <summary>Which page of a viewer's watch history to list.</summary>
public sealed record WatchQuery : PageQuery
{
    internal override string OrderName => "history";
}

/// <summary>One page of a viewer's watch history, newest first.</summary>
/// <param name="NextCursor">Where the next page starts; null on the last one.</param>
/// <param name="Total">Entries on all pages together.</param>
public sealed record WatchPage(IReadOnlyList<WatchEntry> Items, string? NextCursor, int Total);

/// <summary>One viewing beside the movie that was watched.</summary>
/// <param name="Rating">Stars given on that occasion, 0.5 … 5, or null.</param>
/// <param name="WatchMinutes">Null where not recorded.</param>
public sealed record WatchEntry(long HistoryId, MovieCard Movie, DateTimeOffset WatchDate, double? Rating, int? WatchMinutes);

/// <summary>What a watch history adds up to.</summary>
/// <param name="Viewings">Entries.</param>
/// <param name="Films">Different movies.</param>
/// <param name="Minutes">Of the viewings whose length was written down.</param>
/// <param name="WithoutLength">Viewings whose length was not.</param>
public sealed record WatchTotals(int Viewings, int Films, long Minutes, int WithoutLength);
