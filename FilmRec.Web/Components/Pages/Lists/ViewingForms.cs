using System.Globalization;
using FilmRec.Core.Ratings;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Pages.Lists;

/// <summary>The watch history by plain forms: before a page is connected, and in browsers without script.</summary>
internal static class ViewingForms
{
    public static void MapViewingForms(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/movies/{movieId:int}/watches", AddAsync).RequireAuthorization(Policies.PageViewer);
        routes.MapPost("/history/{historyId:long}", ChangeAsync).RequireAuthorization(Policies.PageViewer);
        routes.MapPost("/history/{historyId:long}/removal", RemoveAsync).RequireAuthorization(Policies.PageViewer);
    }

    /// <param name="again">A viewing that was removed a moment ago, in the place of day and length.</param>
    private static async Task<IResult> AddAsync(
        int movieId, [FromForm] string? date, [FromForm] string? minutes, [FromForm] string? again, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, WatchHistory history, VisitorTime time, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        time.Use(context.Request.Cookies[VisitorTime.Cookie]);
        string back = ThemeEndpoints.LocalOr(returnAddress, Film(movieId));
        var (at, length, stars) = (default(DateTimeOffset), default(int?), default(Stars?));
        if (again is not null)
        {
            if (RemovedViewing.Parse(again) is not { } removed || removed.At > clock.GetUtcNow())
            {
                return TypedResults.BadRequest();
            }

            (at, length, stars) = (removed.At, removed.Minutes, removed.Stars);
        }
        else if (!new ViewingInput { Date = date, Minutes = minutes }.TryRead(time, before: null, out at, out length))
        {
            // The page says what is wrong, and keeps what was typed.
            return TypedResults.LocalRedirect($"/movies/{movieId}?date={Uri.EscapeDataString(Short(date))}&minutes={Uri.EscapeDataString(Short(minutes))}#viewings");
        }

        return viewer is null ? TypedResults.BadRequest()
            : await history.AddAsync(viewer.Id, movieId, at, stars, length, cancellationToken) is null ? TypedResults.NotFound()
            : TypedResults.LocalRedirect(back);
    }

    private static async Task<IResult> ChangeAsync(
        long historyId, [FromForm] string? date, [FromForm] string? minutes, [FromForm(Name = "return")] string? returnAddress,
        CurrentViewer? viewer, WatchHistory history, VisitorTime time, HttpContext context, CancellationToken cancellationToken)
    {
        time.Use(context.Request.Cookies[VisitorTime.Cookie]);
        var input = new ViewingInput { Date = date, Minutes = minutes };
        if (!input.TryRead(time, before: null, out var at, out int? length))
        {
            return TypedResults.Text(input.DateProblem ?? input.MinutesProblem, statusCode: StatusCodes.Status400BadRequest);
        }

        return viewer is null ? TypedResults.BadRequest()
            : await history.ChangeAsync(viewer.Id, historyId, at, length, cancellationToken) is null ? TypedResults.NotFound()
            : TypedResults.LocalRedirect(ThemeEndpoints.LocalOr(returnAddress, HistoryPage.Address));
    }

    private static async Task<IResult> RemoveAsync(
        long historyId, [FromForm(Name = "return")] string? returnAddress, CurrentViewer? viewer, WatchHistory history, CancellationToken cancellationToken)
    {
        if (viewer is null)
        {
            return TypedResults.BadRequest();
        }

        string back = ThemeEndpoints.LocalOr(returnAddress, HistoryPage.Address);
        return TypedResults.LocalRedirect(
            await history.RemoveAsync(viewer.Id, historyId, cancellationToken) is { } entry ? WithRemoved(back, RemovedViewing.Of(entry)) : back);
    }

    private static string WithRemoved(string address, RemovedViewing removed)
    {
        int fragment = address.IndexOf('#', StringComparison.Ordinal);
        var (path, rest) = fragment < 0 ? (address, "") : (address[..fragment], address[fragment..]);
        return string.Create(CultureInfo.InvariantCulture, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{RemovedViewing.Parameter}={removed}{rest}");
    }

    private static string Film(int movieId) => $"/movies/{movieId}#viewings";

    private static string Short(string? typed) => typed is null ? "" : typed[..Math.Min(typed.Length, 20)];
}
