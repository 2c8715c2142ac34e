using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using Microsoft.AspNetCore.Components;

namespace FilmRec.Web.Components.Pages.ForYou;

/// <summary>Reads the address; the list itself is <see cref="ForYouList"/>.</summary>
public sealed partial class ForYouPage(MovieCatalog catalog, PreferenceBook preferences, ILogger<ForYouPage> log) : LoadingPage(log)
{
    private int? _viewerId;
    private CatalogSize? _size;
    private string[] _genres = [];
    private ForYouFilter _start = new();
    private ForYouFilter? _filter;

    // Text throughout: an address that makes no sense is read as far as it does.
    [SupplyParameterFromQuery(Name = "genre")]
    private string[]? Genres { get; set; }

    [SupplyParameterFromQuery(Name = "exclude")]
    private string[]? Excluded { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "diversity")]
    private string? Diversity { get; set; }

    [SupplyParameterFromQuery(Name = "novelty")]
    private string? Novelty { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumber { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync(async cancellationToken =>
    {
        _viewerId = await ReadViewerIdAsync();
        if (_viewerId is not { } viewerId)
        {
            return;
        }

        _size = await catalog.SizeAsync(cancellationToken);
        _start = ForYouFilter.StartOf(await preferences.FindAsync(viewerId, cancellationToken));
        var filter = ForYouFilter.Of(Genres, Excluded, From, To, Diversity, Novelty, PageNumber, _start).Within(_size.FirstYear, _size.LastYear);

        // What is chosen stands first, then what most films have; the order stays while the viewer turns the chips.
        var genres = await catalog.GenresAsync(cancellationToken);
        _genres = [.. genres.OrderByDescending(genre => filter.Includes(genre.Name)).ThenByDescending(genre => genre.MovieCount).Select(genre => genre.Name)];
        _filter = filter;
    });
}
