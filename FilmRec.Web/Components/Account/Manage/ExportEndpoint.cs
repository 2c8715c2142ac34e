using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Antiforgery;

namespace FilmRec.Web.Components.Account.Manage;

internal static class ExportEndpoint
{
    private const int Buffer = 64 << 10;

    /// <summary>Everything about who asks, as a zip file. By POST with an antiforgery token, so that no foreign page makes the server work.</summary>
    public static void MapPersonalExport(this IEndpointRouteBuilder routes)
        => routes.MapPost(AccountPaths.Export, async (HttpContext context, IAntiforgery antiforgery, PersonalDataExport export, RequestLimits limits) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context) || CurrentViewer.Of(context.User) is not { } viewer)
            {
                return Results.BadRequest();
            }

            return limits.TakeExport(viewer.Id) is { Granted: false } verdict
                ? TooMany(context, verdict)
                : await MakeAsync(export, viewer.Id, $"filmrec-{viewer.Name}.zip", context.RequestAborted);
        }).RequireAuthorization(Policies.PageViewer);

    /// <summary>Written to a file that vanishes with its last use before the first byte is sent: a slow download keeps nothing open, and a failure is seen as one.</summary>
    internal static async Task<IResult> MakeAsync(PersonalDataExport export, int viewerId, string name, CancellationToken cancellationToken)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"filmrec-{Guid.NewGuid():N}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            if (await export.WriteAsync(viewerId, file, cancellationToken))
            {
                file.Position = 0;
                return Results.Stream(file, "application/zip", name);
            }
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        await file.DisposeAsync();
        return Results.NotFound();
    }

    private static IResult TooMany(HttpContext context, LimitVerdict verdict)
    {
        int seconds = Math.Max(1, (int)Math.Ceiling(verdict.RetryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Text($"One moment: the next download is possible in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests);
    }
}
