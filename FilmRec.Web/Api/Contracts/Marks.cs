using FilmRec.Core.Ratings;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A movie was hidden; of a repeated request, by the first one.</summary>
/// <param name="ProfileVersion">Recommendations answered from now on have at least this one.</param>
internal sealed record HiddenAnswer(int MovieId, DateTimeOffset HiddenAt, long ProfileVersion)
{
    public static HiddenAnswer Of(MarkReceipt receipt) => new(receipt.MovieId, receipt.MarkedAt, receipt.ProfileVersion);
}

/// <summary>A movie that the viewer of the token is not interested in.</summary>
internal sealed record HiddenItem(int MovieId, DateTimeOffset HiddenAt, MovieItem Movie)
{
    public static HiddenItem Of(MarkedMovie hidden) => new(hidden.Movie.MovieId, hidden.MarkedAt, MovieItem.Of(hidden.Movie));
}

/// <summary>One page of what the viewer is not interested in, latest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
/// <param name="Total">Hidden movies on all pages together.</param>
internal sealed record HiddenListAnswer(IReadOnlyList<HiddenItem> Items, string? NextCursor, int Total)
{
    public static HiddenListAnswer Of(MovieMarkPage page) => new([.. page.Items.Select(HiddenItem.Of)], page.NextCursor, page.Total);
}

/// <summary>A movie was put on the watchlist; of a repeated request, by the first one.</summary>
/// <param name="ProfileVersion">Recommendations answered from now on have at least this one.</param>
internal sealed record WatchlistAnswer(int MovieId, DateTimeOffset AddedAt, long ProfileVersion)
{
    public static WatchlistAnswer Of(MarkReceipt receipt) => new(receipt.MovieId, receipt.MarkedAt, receipt.ProfileVersion);
}

/// <summary>A movie that the viewer of the token wants to watch.</summary>
internal sealed record WatchlistItem(int MovieId, DateTimeOffset AddedAt, MovieItem Movie)
{
    public static WatchlistItem Of(MarkedMovie listed) => new(listed.Movie.MovieId, listed.MarkedAt, MovieItem.Of(listed.Movie));
}

/// <summary>One page of the viewer's watchlist, latest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
/// <param name="Total">Movies on all pages together.</param>
internal sealed record WatchlistPageAnswer(IReadOnlyList<WatchlistItem> Items, string? NextCursor, int Total)
{
    public static WatchlistPageAnswer Of(MovieMarkPage page) => new([.. page.Items.Select(WatchlistItem.Of)], page.NextCursor, page.Total);
}
