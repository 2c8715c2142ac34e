using FilmRec.Core;
using FilmRec.Core.Jobs;
using FilmRec.Web.Api.Contracts;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Api.Admin;

internal static class ImportsApi
{
    private const int LongestName = 100;
    private const int LongestBoundary = 200;
    private const long Slack = 64 << 10;

    public static void MapImports(this IEndpointRouteBuilder admin)
    {
        var imports = admin.MapGroup("/imports").WithTags("Admin: data");
        imports.MapGet("/", List).WithName("ListImportFolder").WithSummary("Datasets in the import folder of the server");
        imports.MapPost("/", Start).WithName("StartImport").WithSummary("Import a dataset of the import folder")
            .ProducesProblem(StatusCodes.Status409Conflict);
        imports.MapPost("/upload", Upload).WithName("UploadImport").WithSummary("Send a zip and import it")
            .WithDescription("The zip is the body, with Content-Type application/zip, or a file of a form (multipart/form-data).")
            .ProducesProblem(StatusCodes.Status409Conflict).Accepts<Stream>("application/zip", "application/x-zip-compressed", "application/octet-stream", "multipart/form-data")
            .WithMetadata(new DisableRequestSizeLimitAttribute()); // Uploads keeps the limit
    }

    private static Ok<ImportFolderAnswer> List(ImportFolder folder) => TypedResults.Ok(new ImportFolderAnswer([.. folder.List().Select(ImportFolderItem.Of)]));

    private static async Task<Results<Accepted<JobAnswerItem>, ValidationProblem, ProblemHttpResult>> Start(
        StartImportRequest request, CurrentViewer viewer, ImportFolder folder, DataJobs jobs, CancellationToken cancellationToken)
    {
        try
        {
            folder.Resolve(request.Name);
        }
        catch (CannotContinueException e)
        {
            return AdminAnswers.Invalid("name", e.Message);
        }

        var answer = await jobs.ImportAsync(new ImportOrder(request.Name, null, request.KeepSample), viewer.Id, cancellationToken);
        return Widened(await JobsApi.Entered(answer, jobs, cancellationToken));
    }

    private static async Task<Results<Accepted<JobAnswerItem>, ValidationProblem, ProblemHttpResult>> Upload(
        HttpContext context, CurrentViewer viewer, Uploads uploads, DataJobs jobs, [FromQuery(Name = "keep_sample")] bool keepSample = false,
        [FromQuery(Name = "name")] string? name = null, CancellationToken cancellationToken = default)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = uploads.MostBytes + Slack;
        }

        try
        {
            if (await ContentAsync(context.Request, name, cancellationToken) is not { } sent)
            {
                return TypedResults.Problem("The form holds no file: send the zip as a part with a file name.", statusCode: StatusCodes.Status400BadRequest);
            }

            var file = await uploads.TakeAsync(sent.Content, context.Request.ContentLength, sent.Name, cancellationToken);
            return Widened(await JobsApi.Entered(await jobs.ImportAsync(new ImportOrder(sent.Name, file.Name, keepSample), viewer.Id, cancellationToken), jobs, cancellationToken));
        }
        catch (CannotContinueException e)
        {
            return TypedResults.Problem(
                e.Message, statusCode: context.Request.ContentLength > uploads.MostBytes ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException))
        {
            return TypedResults.Problem("The form is damaged or ends too early. Nothing was imported.", statusCode: StatusCodes.Status400BadRequest);
        }
    }

    // The file itself, wherever it stands in the request; nothing is buffered.
    private static async Task<(Stream Content, string Name)?> ContentAsync(HttpRequest request, string? name, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return (request.Body, Shown(name));
        }

        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return null;
        }

        var form = new MultipartReader(boundary, request.Body);
        while (await form.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (part.GetContentDispositionHeader() is { } disposition && disposition.IsFileDisposition())
            {
                return (part.Body, Shown(disposition.FileName.Value ?? name));
            }
        }

        return null;
    }

    // For people only; no file ever gets this name.
    private static string Shown(string? name)
    {
        string printable = name is null ? "" : new([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).TakeLast(LongestName)]);
        return string.IsNullOrWhiteSpace(printable) ? "the uploaded file" : printable;
    }

    private static Results<Accepted<JobAnswerItem>, ValidationProblem, ProblemHttpResult> Widened(Results<Accepted<JobAnswerItem>, ProblemHttpResult> answer)
        => answer.Result is Accepted<JobAnswerItem> accepted ? accepted : (ProblemHttpResult)answer.Result;
}
