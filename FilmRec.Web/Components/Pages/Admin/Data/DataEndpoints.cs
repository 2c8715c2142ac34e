using System.Globalization;
using System.Text;
using FilmRec.Core;
using FilmRec.Core.Jobs;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;

namespace FilmRec.Web.Components.Pages.Admin.Data;

/// <summary>What the data page sends and fetches beside its circuit: an uploaded dataset, and the lines that an import skipped.</summary>
internal static class DataEndpoints
{
    public const string Upload = "/admin/data/upload";

    private const int LongestName = 100;
    private const long Slack = 64 << 10;

    public static void MapDataEndpoints(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin/data").RequireAuthorization(Policies.PageAdministrator).ExcludeFromDescription().DisableHttpMetrics().WithMetadata(new DisableRequestTimeoutAttribute());
        admin.MapPost("/upload", TakeAsync);
        admin.MapGet("/jobs/{jobId:int}/skipped.csv", DownloadAsync);
    }

    public static string SkippedLines(int jobId) => string.Create(CultureInfo.InvariantCulture, $"/admin/data/jobs/{jobId}/skipped.csv");

    // The body is the file itself: nothing is buffered, and the antiforgery token comes in its header.
    private static async Task<Results<Accepted, ProblemHttpResult, BadRequest>> TakeAsync(
        string name, bool keepSample, HttpContext context, IAntiforgery antiforgery, Uploads uploads, DataJobs jobs, CancellationToken cancellationToken)
    {
        if (!context.Request.Headers.ContainsKey("RequestVerificationToken") || !await antiforgery.IsRequestValidAsync(context) || CurrentViewer.Of(context.User) is not { } viewer)
        {
            return TypedResults.BadRequest();
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = uploads.MostBytes + Slack;
        }

        string shown = Shown(name);
        try
        {
            var file = await uploads.TakeAsync(context.Request.Body, context.Request.ContentLength, shown, cancellationToken);
            var answer = await jobs.ImportAsync(new ImportOrder(shown, file.Name, keepSample), viewer.Id, cancellationToken);
            return answer.Refusal is { } refusal
                ? TypedResults.Problem(refusal, statusCode: StatusCodes.Status409Conflict)
                : TypedResults.Accepted(string.Create(CultureInfo.InvariantCulture, $"/admin/data/jobs/{answer.JobId}"));
        }
        catch (CannotContinueException e)
        {
            return TypedResults.Problem(e.Message, statusCode: context.Request.ContentLength > uploads.MostBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
        catch (OverloadedException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (BadHttpRequestException e)
        {
            return TypedResults.Problem("The file did not arrive whole, or is too large. Nothing was imported.", statusCode: e.StatusCode);
        }
    }

    private static async Task<Results<FileContentHttpResult, Microsoft.AspNetCore.Http.HttpResults.NotFound>> DownloadAsync(int jobId, DataJobs jobs, CancellationToken cancellationToken)
    {
        if (await jobs.FindAsync(jobId, cancellationToken) is not { Report: { } report })
        {
            return TypedResults.NotFound();
        }

        var text = new StringBuilder("file,line,reason\r\n");
        foreach (var line in report.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Field(line.File)},{line.Line},{Field(line.Reason)}\r\n");
        }

        return TypedResults.Bytes(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"job-{jobId}-skipped-lines.csv"));
    }

    // A spreadsheet must not take what a file holds for a formula.
    private static string Field(string text)
        => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // For people only; no file ever gets this name.
    private static string Shown(string name)
    {
        string printable = new([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c)).TakeLast(LongestName)]);
        return string.IsNullOrWhiteSpace(printable) ? "the file" : printable;
    }
}
