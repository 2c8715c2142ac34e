using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using NotFoundResult = Microsoft.AspNetCore.Http.HttpResults.NotFound;

namespace FilmRec.Web.Components.Pages.Admin.Models;

/// <summary>Copies for administrators: a model's file, what is known of it as Markdown, a run's log.</summary>
internal static class ModelDownloads
{
    public static void MapModelDownloads(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").RequireAuthorization(Policies.PageAdministrator).WithMetadata(new DisableRequestTimeoutAttribute());
        admin.MapGet("/models/{modelId:int}/file", FileAsync);
        admin.MapGet("/models/{modelId:int}/report", ReportAsync);
        admin.MapGet("/training/{runId:int}/log", LogAsync);
    }

    private static async Task<Results<FileStreamHttpResult, NotFoundResult>> FileAsync(int modelId, CurrentViewer? viewer, ModelPublishing models, CancellationToken cancellationToken)
        => viewer is not null && await models.CopyAsync(modelId, viewer.Id, cancellationToken) is var (file, version)
            ? TypedResults.File(file, "application/octet-stream", SafeName(version.Name, "model")) : TypedResults.NotFound();

    private static async Task<Results<FileContentHttpResult, NotFoundResult>> ReportAsync(int modelId, ModelVersions versions, CancellationToken cancellationToken)
    {
        if (await versions.FindAsync([modelId], cancellationToken) is not [var version])
        {
            return TypedResults.NotFound();
        }

        var against = version.Report?.Against is { } other && await versions.FindAsync([other], cancellationToken) is [var found] ? found : null;
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(ModelReportText.Of(version, against)), "text/markdown; charset=utf-8", SafeName(version.Name, "md"));
    }

    private static async Task<Results<FileContentHttpResult, NotFoundResult>> LogAsync(int runId, TrainingQueue queue, CancellationToken cancellationToken)
        => await queue.FindAsync(runId, cancellationToken) is { } run
            ? TypedResults.File(System.Text.Encoding.UTF8.GetBytes(run.Log + "\n"), "text/plain; charset=utf-8", FormattableString.Invariant($"filmrec-run-{runId}.log")) : TypedResults.NotFound();

    /// <summary>"filmrec-blend-2026-11-22-b.model".</summary>
    private static string SafeName(string name, string extension)
        => $"filmrec-{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}.{extension}";
}
