using System.Globalization;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Lists;

public sealed partial class HiddenPage(HiddenMovies hidden, RatingBook book, ILogger<HiddenPage> log) : LoadingPage(log)
{
    private IReadOnlyList<MarkedMovie>? _films;
    private OwnRatings _own = OwnRatings.None;
    private int _page = 1;
    private int _total;

    /// <summary>An address that somebody typed may hold anything.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? Number { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _page = ListPaging.Read(Number);
        int viewerId = await ReadViewerIdAsync() ?? 0;
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        var page = await hidden.ListAsync(viewerId, new MovieMarkQuery { Limit = WatchlistPage.PageSize, Page = _page }, cancellationToken);
        _total = page.Total;
        _films = page.Items; // last: the page appears as a whole
    });

    private static string AddressOf(int page) => page == 1 ? "/not-interested" : string.Create(CultureInfo.InvariantCulture, $"/not-interested?page={page}");
}
