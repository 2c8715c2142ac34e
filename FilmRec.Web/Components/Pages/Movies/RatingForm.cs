using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NotFoundResult = Microsoft.AspNetCore.Http.HttpResults.NotFound;

namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>Rating a film by a plain form: before a page is connected, and in browsers without script.</summary>
internal static class RatingForm
{
    public static void MapRatingForm(this IEndpointRouteBuilder routes)
        => routes.MapPost("/movies/{movieId:int}/rating", RateAsync).RequireAuthorization(Policies.PageViewer);

    private static async Task<Results<RedirectHttpResult, NotFoundResult, BadRequest>> RateAsync(
        int movieId, [FromForm(Name = "half_stars")] int halfStars, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, RatingBook book, CancellationToken cancellationToken)
    {
        if (viewer is null || halfStars is < 0 or > Stars.MaximumHalfStars)
        {
            return TypedResults.BadRequest();
        }

        if (halfStars == 0)
        {
            await book.WithdrawAsync(viewer.Id, movieId, cancellationToken);
        }
        else if (await book.RateAsync(viewer.Id, movieId, Stars.OfHalfStars(halfStars), watchMinutes: null, cancellationToken) is null)
        {
            return TypedResults.NotFound();
        }

        return TypedResults.LocalRedirect(ThemeEndpoints.LocalOr(returnAddress, $"/movies/{movieId}"));
    }
}
