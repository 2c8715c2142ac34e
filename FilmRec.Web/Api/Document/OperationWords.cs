using FilmRec.Web.Api.Idempotency;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>Completes the description of each operation with what holds for all: who may call it, what its parameters are, and every error that it can answer.</summary>
internal static class OperationWords
{
    public static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = new EndpointMetadataCollection(context.Description.ActionDescriptor.EndpointMetadata);
        var access = EndpointAccess.Of(metadata);
        operation.Description = string.IsNullOrWhiteSpace(operation.Description) ? access.InWords() : $"{operation.Description.TrimEnd()} {access.InWords()}";
        operation.Security = SecuritySchemes.Of(metadata, context.Document);
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Description ??= ParameterWords.Of(parameter.Name);
        }

        AddErrors(operation, access, metadata, context);
        return Task.CompletedTask;
    }

    private static void AddErrors(OpenApiOperation operation, EndpointAccess access, EndpointMetadataCollection metadata, OpenApiOperationTransformerContext context)
    {
        operation.Responses ??= [];
        bool hasBody = operation.RequestBody is not null;
        bool inPath = operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Path) == true;
        bool inQuery = operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true;
        bool repeats = metadata.GetMetadata<TakesIdempotencyKey>() is not null;
        (int Status, bool CanHappen)[] possible =
        [
            (400, hasBody || inQuery), (401, !access.IsOpen), (403, !access.IsOpen), (404, inPath), (406, true), (409, repeats), (413, hasBody), (415, hasBody), (422, repeats), (429, true), (500, true), (503, true),
        ];
        var statuses = possible.Where(one => one.CanHappen).Select(one => one.Status)
            .Concat(operation.Responses.Keys.Select(key => int.TryParse(key, out int status) ? status : 0).Where(status => status >= 400)).Distinct().Order().ToList();
        string? field = operation.Parameters?.FirstOrDefault(parameter => parameter.In == ParameterLocation.Query)?.Name;
        foreach (int status in statuses)
        {
            string key = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
            operation.Responses.Remove(key); // the framework's schema of it is not ours
            operation.Responses[key] = ProblemSchema.Answer(context.Document, status, "/" + context.Description.RelativePath?.TrimEnd('/'), null, field);
        }
    }
}
