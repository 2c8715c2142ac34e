using FilmRec.Core.Catalog;
using FilmRec.Core.Posters;
using FilmRec.Web.Components.Pages.Browse;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Layout;

/// <summary>What the search of the top bar offers while somebody types: <c>GET /search/suggestions?q=</c>. The same for everybody, so it may be kept.</summary>
internal static class SearchSuggestions
{
    public const string Path = "/search/suggestions";
    private const int Most = 8;

    public static void MapSearchSuggestions(this IEndpointRouteBuilder routes)
        => routes.MapGet(Path, FindAsync).WithName("SuggestFilms").AllowAnonymous().ExcludeFromDescription();

    private static async Task<Ok<Suggestions>> FindAsync(
        [FromQuery(Name = "q")] string? text, MovieCatalog catalog, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "public, max-age=60";
        var filter = new BrowseAddress { Text = text }.ToFilter();
        if (filter.Text is null)
        {
            return TypedResults.Ok(new Suggestions([], 0, filter.Address));
        }

        var found = await catalog.BrowseAsync(new MovieQuery { Text = filter.Text, Sort = MovieSort.Match, Limit = Most }, cancellationToken);
        return TypedResults.Ok(new Suggestions([.. found.Items.Select(Of)], found.Total, filter.Address));
    }

    private static Suggestion Of(MovieCard movie)
        => new(movie.Title, movie.ReleaseYear, $"/movies/{movie.MovieId}",
            $"/posters/{movie.MovieId}.svg?v={PosterArtist.HashOf(new PosterSubject(movie.Title, movie.ReleaseYear, movie.Genres))}");

    /// <param name="Total">How many films there are on the page of all results.</param>
    /// <param name="All">The address of that page.</param>
    internal sealed record Suggestions(IReadOnlyList<Suggestion> Films, int Total, string All);

    internal sealed record Suggestion(string Title, int? Year, string Address, string Poster);
}
