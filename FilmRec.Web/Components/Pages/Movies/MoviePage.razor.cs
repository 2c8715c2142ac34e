using FilmRec.Core.Catalog;
using FilmRec.Core.Posters;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Movies;

public sealed partial class MoviePage(MovieCatalog catalog, RatingBook book, NavigationManager navigation, ILogger<MoviePage> log) : LoadingPage(log)
{
    private const int Similar = 14;
    private MovieDetails? _movie;
    private bool _missing;
    private int? _viewerId;
    private OwnRatings _own = OwnRatings.None;
    private IReadOnlyList<MovieCard> _similar = [];
    private string _wash = "";

    [Parameter]
    public int MovieId { get; set; }

    private Stars? Yours => _own.Of(MovieId);

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _movie = await catalog.FindAsync(MovieId, cancellationToken);
        if (_movie is null)
        {
            _missing = true;
            navigation.NotFound();
            return;
        }

        _wash = PosterWash.Of(Poster.SubjectOf(_movie.Card));
        _viewerId = await ReadViewerIdAsync();
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        _similar = _movie.Card.Genres is [var genre, ..] ? await ReadSimilarAsync(genre, cancellationToken) : [];
    });

    private async Task<IReadOnlyList<MovieCard>> ReadSimilarAsync(string genre, CancellationToken cancellationToken)
    {
        var page = await catalog.BrowseAsync(new MovieQuery { Genres = [genre], Limit = Similar + 1 }, cancellationToken);
        return [.. page.Items.Where(movie => movie.MovieId != MovieId).Take(Similar)];
    }

    /// <summary>Long titles are set smaller, so that the page's other voices stay on the first screen.</summary>
    private static string? TitleClass(string title) => title.Length > 34 ? "long" : null;
}
