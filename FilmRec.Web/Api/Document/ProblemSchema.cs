using System.Text.Json.Nodes;
using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>Problem documents as <see cref="ApiProblems"/> writes them.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";
    private const string ContentType = "application/problem+json";

    public static OpenApiSchema Create() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "detail", "instance", "trace_id", "errors" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("The section of the standard that defines the status; about:blank where none does."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The status of the answer once more." },
            ["detail"] = Text("What happened, why, and what to do next; for people."),
            ["instance"] = Text("The path that was asked for."),
            ["trace_id"] = Text("Finds the request in the logs; the header X-Request-ID too."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "By field or parameter, in the names that the caller used, what is wrong with it; empty where no field is to blame.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };

    /// <summary>The answer with this status, with an example of it.</summary>
    public static OpenApiResponse Answer(OpenApiDocument? document, int status, string path, string? description, string? field) => new()
    {
        Description = description ?? ReasonPhrases.GetReasonPhrase(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ContentType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Name, document), Example = Example(status, path, field) },
        },
    };

    public static JsonObject Example(int status, string path, string? field) => new()
    {
        ["type"] = ProblemTexts.TypeOf(status),
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["detail"] = ProblemTexts.DetailOf(status) ?? ReasonPhrases.GetReasonPhrase(status),
        ["instance"] = path,
        ["trace_id"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        ["errors"] = status == StatusCodes.Status400BadRequest && field is not null ? new JsonObject { [field] = new JsonArray("This value is missing or has the wrong form.") } : new JsonObject(),
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
