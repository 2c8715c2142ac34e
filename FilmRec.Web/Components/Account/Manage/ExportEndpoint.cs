using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Antiforgery;

namespace FilmRec.Web.Components.Account.Manage;

internal static class ExportEndpoint
{
    /// <summary>Everything about who asks, as a zip file. By POST with an antiforgery token, so that no foreign page makes the server work.</summary>
    public static void MapPersonalExport(this IEndpointRouteBuilder routes)
        => routes.MapPost(AccountPaths.Export, async (HttpContext context, IAntiforgery antiforgery, PersonalDataExport export, RequestLimits limits) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context) || CurrentViewer.Of(context.User) is not { } viewer)
            {
                return Results.BadRequest();
            }

            return await limits.SettleAsync(limits.TakeExport(viewer.Id)) is { Granted: false } verdict
                ? TooMany(context, verdict)
                : await export.MakeFileAsync(viewer.Id, context.RequestAborted) is { } file
                    ? Results.Stream(file, "application/zip", $"filmrec-{viewer.Name}.zip")
                    : Results.NotFound();
        }).RequireAuthorization(Policies.PageViewer).DisableRequestTimeout();

    private static IResult TooMany(HttpContext context, LimitVerdict verdict)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(verdict.RetryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text($"One moment: the next download is possible in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests);
    }
}
