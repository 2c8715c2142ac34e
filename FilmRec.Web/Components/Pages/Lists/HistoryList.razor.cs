using System.Globalization;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>One page of the watch history, by month.</summary>
public sealed partial class HistoryList(WatchHistory history, ProfileChanges changes, VisitorTime time, ILogger<HistoryList> log)
    : ViewingsIsland(history, changes, time, log)
{
    private IReadOnlyList<WatchEntry>? _given;
    private List<ViewingLine> _lines = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<WatchEntry> Items { get; set; }

    /// <summary>The viewer's stars by movie, for viewings that have none of their own.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<int, double> Ratings { get; set; }

    [Parameter, EditorRequired]
    public int Page { get; set; }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_given, Items))
        {
            _given = Items;
            _lines = [.. Items.Select(ViewingLine.Of)];
        }
    }

    protected override bool Concerns(ProfileChange change) => true; // a viewing of any film may belong here

    protected override async Task ReadAgainAsync()
    {
        var page = await History.ListAsync(ViewerId, new WatchQuery { Limit = HistoryPage.PageSize, Page = Page }, Gone);
        _lines = Merge(_lines, [.. page.Items.Select(ViewingLine.Of)]);
    }

    private double? StarsOf(int movieId) => Ratings.TryGetValue(movieId, out double stars) ? stars : null;

    private static string Id(DateOnly month) => month.ToString("'m'yyyy-MM", CultureInfo.InvariantCulture);

    private static string Sum(IReadOnlyList<ViewingLine> lines)
    {
        int minutes = lines.Sum(line => line.Viewing.Minutes ?? 0);
        return Words.Count(lines.Count, "viewing", "viewings") + (minutes > 0 ? $", {Words.Runtime(minutes)}" : "");
    }
}
