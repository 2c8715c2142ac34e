using System.Globalization;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>Rating a film by a plain form: on static pages, before a page is connected, and in browsers without script.</summary>
internal static class RatingForm
{
    public static void MapRatingForm(this IEndpointRouteBuilder routes)
        => routes.MapPost("/movies/{movieId:int}/rating", RateAsync).RequireAuthorization(Policies.PageViewer);

    private static async Task<IResult> RateAsync(
        int movieId, [FromForm(Name = "half_stars")] string? wanted, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, RatingBook book, HttpContext context, CancellationToken cancellationToken)
    {
        if (viewer is null)
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status401Unauthorized, FormAnswers.UnknownViewer);
        }

        if (!int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out int halfStars) || halfStars > Stars.MaximumHalfStars)
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status400BadRequest, "A rating is half a star to 5 stars.");
        }

        if (halfStars == 0)
        {
            await book.WithdrawAsync(viewer.Id, movieId, cancellationToken);
        }
        else if (await book.RateAsync(viewer.Id, movieId, Stars.OfHalfStars(halfStars), watchMinutes: null, cancellationToken) is null)
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status404NotFound, FormAnswers.UnknownMovie);
        }

        return FormAnswers.Done(context, new SavedRating(halfStars), returnAddress, $"/movies/{movieId}");
    }

    /// <param name="HalfStars">1 … 10; 0 when the rating was taken back.</param>
    private sealed record SavedRating(int HalfStars);
}
