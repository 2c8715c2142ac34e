using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Web.Components.Controls;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.Browse;

public sealed partial class BrowsePage(MovieCatalog catalog, RatingBook book, Shelf shelf, ILogger<BrowsePage> log) : LoadingPage(log)
{
    private BrowseFilter _filter = new();
    private IReadOnlyList<GenreCount> _genres = [];
    private MoviePage? _movies;
    private OwnRatings _yours = OwnRatings.None;
    private IReadOnlyDictionary<int, double> _guesses = new Dictionary<int, double>();

    // Text throughout: an address that makes no sense is read as far as it does.
    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "genre")]
    private string[]? Genres { get; set; }

    [SupplyParameterFromQuery(Name = "exclude")]
    private string[]? Excluded { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "min")]
    private string? Minimum { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    protected override Task OnParametersSetAsync()
    {
        _filter = BrowseFilter.Of(Text, Genres, Excluded, From, To, Minimum, Sort, PageNumber);
        _movies = null;
        return LoadAsync(async cancellationToken =>
        {
            _genres = await catalog.GenresAsync(cancellationToken);
            _yours = await ReadOwnRatingsAsync(book, cancellationToken);
            var movies = await catalog.BrowseAsync(_filter.ToQuery(), cancellationToken);
            _guesses = await ReadGuessesAsync(shelf, _yours, movies.Items, cancellationToken);
            _movies = movies;
        });
    }
}
