using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Controls;

namespace FilmRec.Web.Components.Pages.Home;

public sealed partial class HomePage(MovieCatalog catalog, RatingBook book, ILogger<HomePage> log) : LoadingPage(log)
{
    private int? _viewerId;
    private OwnRatings _own = OwnRatings.None;
    private CatalogSize? _size;
    private IReadOnlyList<MovieCard> _faces = [];
    private IReadOnlyList<HomeRow>? _rows;

    protected override Task OnInitializedAsync() => LoadAsync(async cancellationToken =>
    {
        _viewerId = await ReadViewerIdAsync();
        _own = await ReadOwnRatingsAsync(book, cancellationToken);
        _size = await catalog.SizeAsync(cancellationToken);
        var best = await ListAsync(MovieSort.Rating, cancellationToken);
        var popular = await ListAsync(MovieSort.Popularity, cancellationToken);
        var added = await ListAsync(MovieSort.Year, cancellationToken);

        var rows = new HomeRows();
        _faces = [.. best.Take(4)];
        foreach (var face in _faces)
        {
            rows.Take(face.MovieId);
        }

        rows.Add("Most rated", "What most people have an opinion on", "/browse", popular.Select(movie => new HomeFilm(movie)));
        rows.Add("New", "Latest releases in the catalogue", "/browse?sort=year", added.Select(movie => new HomeFilm(movie)));
        _rows = rows.Rows;
    });

    private async Task<IReadOnlyList<MovieCard>> ListAsync(MovieSort sort, CancellationToken cancellationToken)
        => (await catalog.BrowseAsync(new MovieQuery { Sort = sort, Limit = 40 }, cancellationToken)).Items;
}
