using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, and Swagger UI at <c>/docs</c>.</summary>
internal static class ApiDocument
{
    public const string Address = "/openapi/v1.json";
    public const string Explorer = "/docs";
    private const string Scheme = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
        => services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(DescribeOperation);
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
        document.Info.Description = "Films, ratings and recommendations. Log in for an access token; errors are problem details (RFC 9457).";
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access_token of POST /api/users/login.",
        };
        return Task.CompletedTask;
    }

    private static Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        Add(operation, "429", "Too many requests");
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return Task.CompletedTask;
        }

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        Add(operation, "401", "No valid access token");
        if (metadata.OfType<IAuthorizeData>().Any(data => data.Policy == Auth.Policies.ApiAdministrator))
        {
            Add(operation, "403", "Not an administrator");
        }

        return Task.CompletedTask;
    }

    private static void Add(OpenApiOperation operation, string status, string description)
        => operation.Responses!.TryAdd(status, new OpenApiResponse { Description = description }); // set above
}
