using FilmRec.Core.Catalog;
using FilmRec.Core.Posters;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Hosting;

/// <summary><c>/posters/{movieId}.svg</c>: the drawn poster of a film. With the right <c>?v=</c> the answer may be kept for ever.</summary>
internal static class PosterEndpoint
{
    private const string ForEver = "public, max-age=31536000, immutable";
    private const string ForAMinute = "public, max-age=60";

    public static IServiceCollection AddPosters(this IServiceCollection services) => services.AddSingleton<PosterCache>();

    public static IEndpointRouteBuilder MapPosters(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/posters/{movieId:int}.svg", [HttpMethods.Get, HttpMethods.Head], Show)
            .WithName("ShowPoster").AllowAnonymous().ExcludeFromDescription();
        return routes;
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Show(
        int movieId, string? v, HttpResponse response, MovieCatalog catalog, PosterCache posters, CancellationToken cancellationToken)
    {
        if (await catalog.CardsAsync([movieId], cancellationToken) is not [var movie])
        {
            return TypedResults.Problem($"No film has the number {movieId}. It may have been removed: reload the page that showed it.",
                statusCode: StatusCodes.Status404NotFound, title: "There is no such poster");
        }

        var subject = new PosterSubject(movie.Title, movie.ReleaseYear, movie.Genres);
        string hash = PosterArtist.HashOf(subject);
        response.Headers.CacheControl = v == hash ? ForEver : ForAMinute;
        // An SVG that is opened by itself is a document; this one needs nothing.
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Bytes(posters.Find(subject, hash), "image/svg+xml", entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
