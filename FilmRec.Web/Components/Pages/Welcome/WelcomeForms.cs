using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Pages.Welcome;

/// <summary>Answering by plain forms: before the page is connected, and in browsers without script. Nobody needs an account for it.</summary>
internal static class WelcomeForms
{
    public const string Answer = "/welcome/answer";
    public const string Keep = "/welcome/answers";

    public static void MapWelcomeForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(Answer, AnswerAsync).AllowAnonymous();
        routes.MapPost(Keep, KeepAnswers).AllowAnonymous();
    }

    /// <summary>One answer: half stars from 1 to 10, 0 to take it back, or "none" for not seen.</summary>
    private static async Task<IResult> AnswerAsync(
        [FromForm(Name = "movie_id")] string? movie, [FromForm(Name = "half_stars")] string? wanted, [FromForm] string? taste,
        CurrentViewer? viewer, AnswerCookie cookie, RatingBook book, MovieCatalog catalog, HttpContext context, CancellationToken cancellationToken)
    {
        bool notSeen = wanted == "none";
        int halfStars = 0;
        if (!int.TryParse(movie, NumberStyles.None, CultureInfo.InvariantCulture, out int movieId)
            || (!notSeen && !(int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out halfStars) && halfStars <= Stars.MaximumHalfStars))
            || (await catalog.CardsAsync([movieId], cancellationToken)).Count == 0)
        {
            return TypedResults.BadRequest();
        }

        var answers = cookie.Read(context.Request);
        Stars? stars = halfStars == 0 ? null : Stars.OfHalfStars(halfStars);
        if (notSeen)
        {
            cookie.Keep(context, answers.WithNotSeen(movieId));
        }
        else if (viewer is null)
        {
            cookie.Keep(context, answers.With(movieId, stars));
        }
        else if (stars is { } given)
        {
            await book.RateAsync(viewer.Id, movieId, given, watchMinutes: null, cancellationToken);
        }
        else
        {
            await book.WithdrawAsync(viewer.Id, movieId, cancellationToken);
        }

        string address = int.TryParse(taste, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? FormattableString.Invariant($"/welcome?taste={number}") : "/welcome";
        context.Response.Headers.Location = address;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>What the connected page has sealed, so that the browser keeps it in a cookie that no script can read.</summary>
    private static IResult KeepAnswers([FromForm] string? answers, AnswerCookie cookie, HttpContext context)
    {
        if (cookie.Open(answers) is not { } known)
        {
            return TypedResults.BadRequest();
        }

        cookie.Keep(context, known);
        return TypedResults.NoContent();
    }
}
