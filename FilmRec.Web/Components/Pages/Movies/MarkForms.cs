using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Pages.Movies;

/// <summary>Putting a film on the watchlist, and hiding it, by plain forms: no page needs a connection for it, nor a script.</summary>
internal static class MarkForms
{
    public static void MapMarkForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/movies/{movieId:int}/watchlist", ListAsync).RequireAuthorization(Policies.PageViewer);
        routes.MapPost("/movies/{movieId:int}/hidden", HideAsync).RequireAuthorization(Policies.PageViewer);
    }

    private static Task<IResult> ListAsync(
        int movieId, [FromForm] string? on, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, Watchlist watchlist, HttpContext context, CancellationToken cancellationToken)
        => MarkAsync(
            movieId, on, returnAddress, viewer, context,
            async viewerId => await watchlist.AddAsync(viewerId, movieId, cancellationToken) is not null,
            viewerId => watchlist.RemoveAsync(viewerId, movieId, cancellationToken));

    private static Task<IResult> HideAsync(
        int movieId, [FromForm] string? on, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, HiddenMovies hidden, HttpContext context, CancellationToken cancellationToken)
        => MarkAsync(
            movieId, on, returnAddress, viewer, context,
            async viewerId => await hidden.HideAsync(viewerId, movieId, cancellationToken) is not null,
            viewerId => hidden.UnhideAsync(viewerId, movieId, cancellationToken));

    private static async Task<IResult> MarkAsync(
        int movieId, string? wanted, string? returnAddress, CurrentViewer? viewer, HttpContext context, Func<int, Task<bool>> addAsync, Func<int, Task> removeAsync)
    {
        if (viewer is null)
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status401Unauthorized, FormAnswers.UnknownViewer);
        }

        if (!bool.TryParse(wanted, out bool on))
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status400BadRequest, "A mark is set (true) or taken back (false).");
        }

        if (!on)
        {
            await removeAsync(viewer.Id); // what was not marked stays so
        }
        else if (!await addAsync(viewer.Id))
        {
            return FormAnswers.Problem(context.Request, StatusCodes.Status404NotFound, FormAnswers.UnknownMovie);
        }

        return FormAnswers.Done(context, new SavedMark(on), returnAddress, $"/movies/{movieId}");
    }

    private sealed record SavedMark(bool On);
}
