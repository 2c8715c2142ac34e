using System.Globalization;
using FilmRec.Core.Ratings;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Lists;

public sealed partial class HistoryPage(WatchHistory history, RatingBook book, ILogger<HistoryPage> log) : LoadingPage(log)
{
    internal const string Address = "/history";
    internal const int PageSize = 50;

    private WatchEntry[]? _items;
    private IReadOnlyDictionary<int, double> _ratings = new Dictionary<int, double>();
    private WatchTotals? _totals;
    private int _total;
    private int _page = 1;

    /// <summary>1 is the newest. An address that somebody typed may hold anything.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Number { get; set; }

    [SupplyParameterFromQuery(Name = RemovedViewing.Parameter)]
    public string? Removed { get; set; }

    internal static string AddressOf(int page) => page == 1 ? Address : string.Create(CultureInfo.InvariantCulture, $"{Address}?page={page}");

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _page = ListPaging.Read(Number);
        int viewerId = await ReadViewerIdAsync() ?? 0;
        _totals = await history.TotalsAsync(viewerId, cancellationToken);
        var page = await history.ListAsync(viewerId, new WatchQuery { Limit = PageSize, Page = _page }, cancellationToken);
        var own = await ReadOwnRatingsAsync(book, cancellationToken);
        _ratings = page.Items.Select(entry => entry.Movie.MovieId).Distinct().Where(own.Has).ToDictionary(id => id, id => own.Of(id)!.Value.Value);
        _total = page.Total;
        _items = page.Items.ToArray(); // an array, because an island's parameters travel as JSON; last: the page appears as a whole
    });

    /// <summary>"38 viewings of 35 films, 61 hours together."</summary>
    private static string Summary(WatchTotals totals)
    {
        string time = totals.Minutes < 60 ? Words.Runtime((int)Math.Max(1, totals.Minutes)) : Words.Count((totals.Minutes + 30) / 60, "hour", "hours");
        return (totals.Films == totals.Viewings
                ? $"{Words.Count(totals.Films, "film", "films")}"
                : $"{Words.Count(totals.Viewings, "viewing", "viewings")} of {Words.Count(totals.Films, "film", "films")}")
            + (totals.Minutes == 0 ? "; how long they were is not written down."
                : totals.WithoutLength == 0 ? $", {time} together."
                : $", {time} together without the {Words.Count(totals.WithoutLength, "viewing", "viewings")} whose length is not written down.");
    }
}
