using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using FilmRec.Web.Components.Theme;

namespace FilmRec.Web.Components.Pages.Home;

public sealed partial class HomePage(MovieCatalog catalog, RatingBook book, Shelf shelf, VisitorTime time, ILogger<HomePage> log) : LoadingPage(log)
{
    private int? _viewerId;
    private OwnRatings _own = OwnRatings.None;
    private CatalogSize? _size;
    private RecommendedMovie? _first;
    private IReadOnlyList<MovieCard> _evidence = [];
    private IReadOnlyList<MovieCard> _faces = [];
    private IReadOnlyList<HomeRow>? _rows;

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _viewerId = await ReadViewerIdAsync();
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        _size = await catalog.SizeAsync(cancellationToken);
        var picks = _viewerId is { } viewerId
            ? (await shelf.RecommendAsync(viewerId, new RecommendationRequest { Limit = HomeRow.Most * 2 }, cancellationToken)).Items
            : [];
        var popular = await ListAsync(MovieSort.Popularity, cancellationToken);
        var released = await ListAsync(MovieSort.Year, cancellationToken);

        var rows = new HomeRows();
        if (_own.Count > 0 && picks is [var first, ..])
        {
            _first = first;
            _evidence = await catalog.CardsAsync([.. first.Reason.Parts.Take(2).Select(part => part.MovieId)], cancellationToken);
            rows.Take(first.Movie.MovieId);
            rows.Add("For you", Freshness(), null, picks.Select(Recommended));
        }
        else
        {
            _faces = [.. (await ListAsync(MovieSort.Rating, cancellationToken)).Take(4)];
            rows.TakeAll(_faces);
            rows.Add("To begin with", "Good ones to have an opinion on", null, picks.Select(Recommended));
        }

        var guesses = await ReadGuessesAsync(shelf, _own, [.. popular, .. released], cancellationToken);
        rows.Add("Most rated", "What most people have an opinion on", "/browse", Unrated(popular, guesses));
        rows.Add("New", "Latest releases in the catalogue", "/browse?sort=year", Unrated(released, guesses));
        _rows = rows.Rows;
    });

    private static HomeFilm Recommended(RecommendedMovie pick)
        => new(pick.Movie, pick.PredictedRating, ReasonText.Of(pick.Reason.Text, pick.Reason.Parts.Select(part => part.Title)));

    private string? Freshness() => _own.LastAt is { } last ? $"Fresh since your last rating, {time.Ago(last)}" : null;

    private IEnumerable<HomeFilm> Unrated(IReadOnlyList<MovieCard> movies, IReadOnlyDictionary<int, double> guesses)
        => movies.Where(movie => !_own.Has(movie.MovieId))
            .Select(movie => new HomeFilm(movie, guesses.TryGetValue(movie.MovieId, out double guess) ? guess : null));

    private async Task<IReadOnlyList<MovieCard>> ListAsync(MovieSort sort, CancellationToken cancellationToken)
        => (await catalog.BrowseAsync(new MovieQuery { Sort = sort, Limit = MovieQuery.MaximumLimit }, cancellationToken)).Items;
}
