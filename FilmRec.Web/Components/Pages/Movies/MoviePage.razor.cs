using FilmRec.Core.Catalog;
using FilmRec.Core.Posters;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using FilmRec.Web.Components.Pages.Home;
using FilmRec.Web.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Movies;

public sealed partial class MoviePage(
    MovieCatalog catalog, MovieStandings standings, MarkBook marks, Outlooks outlooks, Shelf shelf, SimilarMovies alike, NavigationManager navigation, ILogger<MoviePage> log)
    : LoadingPage(log)
{
    private const int Similar = 14;
    private MovieDetails? _movie;
    private bool _missing;
    private int? _viewerId;
    private Outlook _outlook = Outlook.Nothing;
    private MovieStanding _standing = new(null, null, []);
    private MarkedIds? _marks;
    private IReadOnlyList<MovieCard> _similar = [];
    private bool _sameGenre;
    private Reason? _reason;
    private IReadOnlyDictionary<int, MovieCard> _evidence = new Dictionary<int, MovieCard>();
    private IReadOnlyList<string> _lovedIn = [];
    private string _wash = "";

    [Parameter]
    public int MovieId { get; set; }

    /// <summary>What was typed into the form of a viewing, when it was sent without script and something is wrong with it.</summary>
    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    /// <summary>As <see cref="Date"/>.</summary>
    [SupplyParameterFromQuery]
    public string? Minutes { get; set; }

    [SupplyParameterFromQuery(Name = RemovedViewing.Parameter)]
    public string? Removed { get; set; }

    private Stars? Yours => StarsOf(MovieId);

    private Stars? StarsOf(int movieId) => _outlook.Ratings.TryGetValue(movieId, out var stars) ? stars : null;

    private double? GuessOf(int movieId) => _outlook.Beside.TryGetValue(movieId, out double guess) ? guess : null;

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        if (await catalog.FindAsync(MovieId, cancellationToken) is not { } movie)
        {
            _missing = true;
            navigation.NotFound();
            return;
        }

        _wash = PosterWash.Of(Poster.SubjectOf(movie.Card));
        _lovedIn = outlooks.LovedIn(MovieId);
        var ids = await alike.FindIdsAsync(MovieId, Similar, cancellationToken);
        _sameGenre = ids.Count < HomeRow.Fewest;
        var sameGenre = _sameGenre && movie.Card.Genres is [var genre, ..] ? await ReadSameGenreAsync(genre, cancellationToken) : [];
        _viewerId = await ReadViewerIdAsync();
        if (_viewerId is { } viewerId)
        {
            _outlook = await outlooks.ReadAsync(viewerId, MovieId, _sameGenre ? [.. sameGenre.Select(other => other.MovieId)] : ids, cancellationToken);
            _standing = await standings.ReadAsync(viewerId, MovieId, cancellationToken);
            _reason = Yours is null && _outlook.Account is null && _outlook.Ratings.Count > 0 ? await shelf.ExplainAsync(viewerId, MovieId, cancellationToken) : null;
        }

        var cards = await ReadCardsAsync(_sameGenre ? [] : ids, cancellationToken);
        _similar = _sameGenre ? sameGenre : [.. ids.Where(cards.ContainsKey).Take(Similar).Select(id => cards[id])];
        _marks = _viewerId is { } marker ? await marks.ReadAsync(marker, [.. _similar.Select(other => other.MovieId)], cancellationToken) : null;
        _evidence = cards;
        _movie = movie; // last: the page appears as a whole
    });

    private async Task<IReadOnlyList<MovieCard>> ReadSameGenreAsync(string genre, CancellationToken cancellationToken)
    {
        var page = await catalog.BrowseAsync(new MovieQuery { Genres = [genre], Limit = Similar + 1 }, cancellationToken);
        return [.. page.Items.Where(movie => movie.MovieId != MovieId).Take(Similar)];
    }

    /// <summary>The similar movies, and those that the guess rests on, in one go.</summary>
    private async Task<Dictionary<int, MovieCard>> ReadCardsAsync(IReadOnlyList<int> similar, CancellationToken cancellationToken)
    {
        IEnumerable<int> evidence = _outlook.Account?.Parts.Select(part => part.MovieId) ?? _reason?.Parts.Select(part => part.MovieId) ?? [];
        return (await catalog.CardsAsync([.. similar.Concat(evidence).Distinct()], cancellationToken)).ToDictionary(card => card.MovieId);
    }

    /// <summary>Long titles are set smaller, so that the page's other voices stay on the first screen.</summary>
    private static string? TitleClass(string title) => title.Length > 34 ? "long" : null;
}
