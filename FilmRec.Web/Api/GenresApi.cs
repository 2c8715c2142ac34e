using FilmRec.Core.Catalog;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;

namespace FilmRec.Web.Api;

internal static class GenresApi
{
    public static RouteGroupBuilder MapGenres(this IEndpointRouteBuilder api)
    {
        var genres = api.MapGroup("/genres").WithTags("Movies");
        genres.MapGet("/", List).AllowAnonymous().ForScope(Scopes.MoviesRead).WithName("ListGenres").WithSummary("The genres that some movie has").KeptForAll();
        return genres;
    }

    private static async Task<TaggedOk<GenreListAnswer>> List(MovieCatalog catalog, CancellationToken cancellationToken)
        => new(GenreListAnswer.Of(await catalog.GenresAsync(cancellationToken)));
}
