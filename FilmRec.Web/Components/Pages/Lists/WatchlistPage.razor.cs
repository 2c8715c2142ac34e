using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Lists;

public sealed partial class WatchlistPage(Watchlist watchlist, MovieCatalog catalog, RatingBook book, Shelf shelf, ILogger<WatchlistPage> log) : LoadingPage(log)
{
    internal const int PageSize = 60;

    /// <summary>So many of the latest films are put in the order of our guesses.</summary>
    internal const int Guessed = 1_000;

    private const string GuessOrder = "guess";

    private static readonly (string Sort, string Name)[] Orders = [("added", "Added last"), (GuessOrder, "Our guess"), ("title", "Title")];

    private IReadOnlyList<MarkedMovie>? _films;
    private OwnRatings _own = OwnRatings.None;
    private IReadOnlyDictionary<int, double> _guesses = new Dictionary<int, double>();
    private string _sort = Orders[0].Sort;
    private int _page = 1;
    private int _total;

    /// <summary>An address that somebody typed may hold anything.</summary>
    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Number { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _sort = Orders.Select(order => order.Sort).FirstOrDefault(sort => sort == Sort) ?? Orders[0].Sort;
        _page = ListPaging.Read(Number);
        int viewerId = await ReadViewerIdAsync() ?? 0;
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        if (_sort == GuessOrder)
        {
            _films = await ReadByGuessAsync(viewerId, cancellationToken);
            return;
        }

        var query = new MovieMarkQuery { Limit = PageSize, Page = _page, Sort = _sort == "title" ? MovieMarkSort.Title : MovieMarkSort.Added };
        var page = await watchlist.ListAsync(viewerId, query, cancellationToken);
        _guesses = await ReadGuessesAsync(shelf, _own, page.Items.Select(item => item.Movie), cancellationToken);
        _total = page.Total;
        _films = page.Items; // last: the page appears as a whole
    });

    /// <summary>The whole list is guessed, in memory; the cards of one page are read.</summary>
    private async Task<IReadOnlyList<MarkedMovie>> ReadByGuessAsync(int viewerId, CancellationToken cancellationToken)
    {
        var marked = await watchlist.IdsAsync(viewerId, Guessed + 1, cancellationToken);
        _total = marked.Count <= Guessed ? marked.Count : (await watchlist.ListAsync(viewerId, new MovieMarkQuery { Limit = 1 }, cancellationToken)).Total;
        var since = marked.Take(Guessed).ToDictionary(mark => mark.MovieId, mark => mark.MarkedAt);
        _guesses = _own.Count == 0 ? _guesses : await shelf.PredictAsync(viewerId, [.. since.Keys.Where(id => !_own.Has(id))], cancellationToken);
        var order = since.Keys.OrderByDescending(id => _own.Of(id)?.Value ?? (_guesses.TryGetValue(id, out double guess) ? guess : 0)).ThenByDescending(id => since[id]);
        var cards = await catalog.CardsAsync([.. order.Skip((_page - 1) * PageSize).Take(PageSize)], cancellationToken);
        return [.. cards.Select(card => new MarkedMovie(card, since[card.MovieId]))];
    }

    private static string AddressOf(string sort, int page)
    {
        string query = string.Join('&', new[]
        {
            sort == Orders[0].Sort ? null : $"sort={sort}",
            page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={page}"),
        }.OfType<string>());
        return query.Length == 0 ? "/watchlist" : $"/watchlist?{query}";
    }
}
