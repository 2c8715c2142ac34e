using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Browse;

public sealed partial class BrowsePage(MovieCatalog catalog, RatingBook book, ViewerMovies movies, MarkBook marks, Shelf shelf, ILogger<BrowsePage> log) : LoadingPage(log)
{
    private BrowseFilter _filter = new();
    private MoviePage? _page;
    private OwnRatings _yours = OwnRatings.None;
    private IReadOnlyDictionary<int, double> _guesses = new Dictionary<int, double>();
    private MarkedIds? _marks;
    private bool _isViewer;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "genre")]
    private string[]? Genres { get; set; }

    [SupplyParameterFromQuery(Name = "mode")]
    private string? Mode { get; set; }

    [SupplyParameterFromQuery(Name = "exclude")]
    private string[]? Excluded { get; set; }

    [SupplyParameterFromQuery(Name = "decade")]
    private string[]? Decades { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "min")]
    private string? Minimum { get; set; }

    [SupplyParameterFromQuery(Name = "unseen")]
    private string? Unseen { get; set; }

    [SupplyParameterFromQuery(Name = "list")]
    private string? List { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "through")]
    private string? Through { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = Address().ToFilter();
        _page = null;
        return LoadAsync(async cancellationToken =>
        {
            int? viewerId = await ReadViewerIdAsync();
            _isViewer = viewerId is not null;
            _yours = await ReadOwnRatingsAsync(book, cancellationToken);
            _filter = _filter with
            {
                Unseen = _filter.Unseen && _isViewer,
                Watchlist = _filter.Watchlist && _isViewer,
                ByGuess = _filter.ByGuess && _yours.Count > 0,
            };
            var query = _filter.ToQuery() with
            {
                Without = _filter.Unseen && viewerId is { } one ? await movies.SeenAsync(one, cancellationToken) : null,
                Among = _filter.Watchlist && viewerId is { } other ? await movies.WatchlistAsync(other, cancellationToken) : null,
            };
            var page = _filter.ByGuess && viewerId is { } id
                ? await catalog.BrowseAsync(query, (ids, token) => shelf.PredictAsync(id, ids, token), cancellationToken)
                : await catalog.BrowseAsync(query, cancellationToken);
            _marks = viewerId is { } marker ? await marks.ReadAsync(marker, [.. page.Items.Select(movie => movie.MovieId)], cancellationToken) : null;
            _guesses = await ReadGuessesAsync(shelf, _yours, page.Items, cancellationToken);
            _page = page;
        });
    }

    private BrowseAddress Address() => new()
    {
        Text = Text,
        Genres = Genres,
        Mode = Mode,
        Excluded = Excluded,
        Decades = Decades,
        From = From,
        To = To,
        Minimum = Minimum,
        Unseen = Unseen,
        List = List,
        Sort = Sort,
        Page = PageNumber,
        Through = Through,
    };
}
