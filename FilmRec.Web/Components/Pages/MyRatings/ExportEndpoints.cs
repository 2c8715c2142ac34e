using System.Globalization;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Components.Pages.MyRatings;

/// <summary>A viewer's own ratings and watch history as files.</summary>
internal static class ExportEndpoints
{
    public const string RatingsCsv = "/ratings/export.csv";
    public const string HistoryCsv = "/ratings/history.csv";
    public const string Json = "/ratings/export.json";

    public static void MapRatingExports(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("").RequireAuthorization(Policies.PageViewer).WithMetadata(new DisableRequestTimeoutAttribute());
        files.MapGet(RatingsCsv, (CurrentViewer? viewer, RatingExport export, TimeProvider clock, HttpContext context) =>
            Send(viewer, context, clock, "ratings.csv", "text/csv; charset=utf-8", export.WriteRatingsCsvAsync));
        files.MapGet(HistoryCsv, (CurrentViewer? viewer, RatingExport export, TimeProvider clock, HttpContext context) =>
            Send(viewer, context, clock, "watch-history.csv", "text/csv; charset=utf-8", export.WriteWatchesCsvAsync));
        files.MapGet(Json, (CurrentViewer? viewer, RatingExport export, TimeProvider clock, HttpContext context) =>
            Send(viewer, context, clock, "ratings.json", "application/json; charset=utf-8", export.WriteJsonAsync));
    }

    private static IResult Send(
        CurrentViewer? viewer, HttpContext context, TimeProvider clock, string name, string type, Func<int, Stream, CancellationToken, Task> write)
    {
        if (viewer is null)
        {
            return TypedResults.BadRequest();
        }

        context.Response.Headers.CacheControl = "private, no-store";
        string day = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"filmrec-{day}-{name}" }.ToString();
        return TypedResults.Stream(stream => write(viewer.Id, stream, context.RequestAborted), type);
    }
}
