using FilmRec.Core.Ratings;

namespace FilmRec.Web.Api.Contracts;

/// <summary>A viewing of the viewer of the token.</summary>
/// <param name="WatchDate">When; now if it is left out. Not before 1970, not in the future.</param>
/// <param name="Rating">Stars on that occasion, 0.5 to 5.0 in half steps. It does not change the viewer's rating of the movie.</param>
/// <param name="WatchDuration">Minutes watched, 1 to 1440.</param>
internal sealed record AddWatchRequest(int MovieId, DateTimeOffset? WatchDate = null, double? Rating = null, int? WatchDuration = null);

/// <summary>One viewing, and the movie that was watched.</summary>
internal sealed record WatchItem(long HistoryId, int MovieId, DateTimeOffset WatchDate, double? Rating, int? WatchDuration, MovieItem Movie)
{
    public static WatchItem Of(WatchEntry entry)
        => new(entry.HistoryId, entry.Movie.MovieId, entry.WatchDate, entry.Rating, entry.WatchMinutes, MovieItem.Of(entry.Movie));
}

/// <summary>One page of the viewer's watch history, newest first.</summary>
/// <param name="NextCursor">Send it as "cursor" to get the next page; null on the last one.</param>
/// <param name="Total">Entries on all pages together.</param>
internal sealed record HistoryListAnswer(IReadOnlyList<WatchItem> Items, string? NextCursor, int Total)
{
    public static HistoryListAnswer Of(WatchPage page) => new([.. page.Items.Select(WatchItem.Of)], page.NextCursor, page.Total);
}
