using FilmRec.Core.Catalog;
using FilmRec.Core.Posters;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using FilmRec.Web.Components.Pages.Home;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Movies;

public sealed partial class MoviePage(MovieCatalog catalog, RatingBook book, Shelf shelf, SimilarMovies alike, NavigationManager navigation, ILogger<MoviePage> log) : LoadingPage(log)
{
    private const int Similar = 14;
    private MovieDetails? _movie;
    private bool _missing;
    private int? _viewerId;
    private OwnRatings _own = OwnRatings.None;
    private IReadOnlyList<MovieCard> _similar = [];
    private bool _sameGenre;
    private IReadOnlyDictionary<int, double> _guesses = new Dictionary<int, double>();
    private Reason? _reason;
    private IReadOnlyDictionary<int, MovieCard> _evidence = new Dictionary<int, MovieCard>();
    private string _wash = "";

    [Parameter]
    public int MovieId { get; set; }

    private Stars? Yours => _own.Of(MovieId);

    private double? GuessOf(int movieId) => _guesses.TryGetValue(movieId, out double guess) ? guess : null;

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        if (await catalog.FindAsync(MovieId, cancellationToken) is not { } movie)
        {
            _missing = true;
            navigation.NotFound();
            return;
        }

        _wash = PosterWash.Of(Poster.SubjectOf(movie.Card));
        _viewerId = await ReadViewerIdAsync();
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        _similar = [.. (await alike.FindAsync(MovieId, Similar, cancellationToken)).Select(other => other.Movie)];
        _sameGenre = _similar.Count < HomeRow.Fewest;
        if (_sameGenre)
        {
            _similar = movie.Card.Genres is [var genre, ..] ? await ReadSameGenreAsync(genre, cancellationToken) : [];
        }

        _guesses = await ReadGuessesAsync(shelf, _own, [movie.Card, .. _similar], cancellationToken);
        _reason = _viewerId is { } viewerId && !_own.Has(MovieId) ? await shelf.ExplainAsync(viewerId, MovieId, cancellationToken) : null;
        _evidence = await ReadEvidenceAsync(cancellationToken);
        _movie = movie; // last: the page appears as a whole
    });

    private async Task<IReadOnlyList<MovieCard>> ReadSameGenreAsync(string genre, CancellationToken cancellationToken)
    {
        var page = await catalog.BrowseAsync(new MovieQuery { Genres = [genre], Limit = Similar + 1 }, cancellationToken);
        return [.. page.Items.Where(movie => movie.MovieId != MovieId).Take(Similar)];
    }

    private async Task<IReadOnlyDictionary<int, MovieCard>> ReadEvidenceAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<int> ids = [.. _reason?.Parts.Select(part => part.MovieId) ?? []];
        return (await catalog.CardsAsync(ids, cancellationToken)).ToDictionary(card => card.MovieId);
    }

    /// <summary>Long titles are set smaller, so that the page's other voices stay on the first screen.</summary>
    private static string? TitleClass(string title) => title.Length > 34 ? "long" : null;
}
