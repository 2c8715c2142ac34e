using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, and Swagger UI at <c>/docs</c>.</summary>
internal static class ApiDocument
{
    public const string Address = "/openapi/v1.json";
    public const string Explorer = "/docs";

    private const string Words =
        "Films, ratings and recommendations. The page /developers says how to begin.\n\n"
        + "JSON in snake_case; times are RFC 3339 in UTC. Every error is a problem document (RFC 9457) with a trace_id, and by field what is wrong with it. "
        + "Lists have a next_cursor and the header Link; the headers RateLimit-Policy and RateLimit say how many requests are left. "
        + "What is not in the description of a request has no effect, and answers may gain fields.";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
        => services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0; // what generators of clients understand
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddSchemaTransformer(SchemaWords.AmendAsync);
            options.AddOperationTransformer(OperationWords.CompleteAsync);
            options.AddDocumentTransformer(Describe);
            options.AddDocumentTransformer(Examples.AddAsync);
        });

    public static WebApplication MapApiDocument(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.UseSwaggerUI(explorer =>
        {
            explorer.RoutePrefix = Explorer.TrimStart('/');
            explorer.DocumentTitle = "FilmRec API";
            explorer.SwaggerEndpoint(Address, "FilmRec");
        });
        return app;
    }

    private static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "FilmRec";
        document.Info.Version = "v1";
        document.Info.Description = Words;
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = SecuritySchemes.All();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema.Name] = ProblemSchema.Create();
        document.Components.Schemas.Remove("ProblemDetails"); // the framework's own, which knows neither trace_id nor errors
        document.Components.Schemas.Remove("HttpValidationProblemDetails");
        return Task.CompletedTask;
    }
}
