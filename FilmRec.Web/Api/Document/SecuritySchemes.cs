using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>The two ways to say who calls.</summary>
internal static class SecuritySchemes
{
    public const string Viewer = "viewer";
    public const string Client = "client";

    public static Dictionary<string, IOpenApiSecurityScheme> All() => new()
    {
        [Viewer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access_token of POST /api/users/login: for viewers who log in themselves.",
        },
        [Client] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "For service clients, which an administrator registers. For a token that acts for a viewer, ask POST /api/clients/token with on_behalf_of.",
            Flows = new OpenApiOAuthFlows
            {
                ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/api/clients/token", UriKind.Relative), Scopes = ScopeWords.All.ToDictionary(scope => scope.Name, scope => scope.Words) },
            },
        },
    };

    /// <summary>What an endpoint asks for; null where anybody may call it.</summary>
    public static List<OpenApiSecurityRequirement>? Of(EndpointMetadataCollection metadata, OpenApiDocument? document)
    {
        var access = EndpointAccess.Of(metadata);
        List<OpenApiSecurityRequirement> all = [];
        if (access.Scope is { } scope)
        {
            all.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Client, document)] = [scope] });
        }

        if (access.TakesViewers)
        {
            all.Insert(0, new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Viewer, document)] = [] });
        }

        return access.IsOpen ? null : all;
    }
}
