using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace FilmRec.Web.Auth;

/// <summary>
/// Who may call an endpoint. Each policy names its scheme: the API takes bearer tokens only, pages take the cookie only, nothing takes both.
/// Everything under <c>/api</c> and every page asks for a viewer unless it says <c>AllowAnonymous</c>.
/// </summary>
internal static class Policies
{
    /// <summary>A bearer token of any viewer; of a service client where the endpoint names a scope that the token has (<see cref="Scopes"/>).</summary>
    public const string ApiViewer = nameof(ApiViewer);

    /// <summary>A bearer token of an administrator.</summary>
    public const string ApiAdministrator = nameof(ApiAdministrator);

    /// <summary>A bearer token of a service client, whatever its scopes; see <see cref="Scopes.ForScope"/>.</summary>
    public const string ApiClient = nameof(ApiClient);

    /// <summary>A bearer token of a service client with the scope <c>bulk</c>.</summary>
    public const string ApiBulk = nameof(ApiBulk);

    /// <summary>The cookie of any viewer; leads others to the login page.</summary>
    public const string PageViewer = nameof(PageViewer);

    /// <summary>The cookie of an administrator.</summary>
    public const string PageAdministrator = nameof(PageAdministrator);

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(ApiViewer, Of(Schemes.Bearer, Roles.Viewer, Roles.Client));
        options.AddPolicy(ApiAdministrator, Of(Schemes.Bearer, Roles.Administrator));
        options.AddPolicy(ApiClient, Of(Schemes.Bearer, Roles.Client));
        options.AddPolicy(ApiBulk, new AuthorizationPolicyBuilder(Schemes.Bearer).RequireAuthenticatedUser().RequireRole(Roles.Client)
            .RequireAssertion(context => CurrentClient.Of(context.User)?.Scopes.Contains(Scopes.Bulk) == true).Build());
        options.AddPolicy(PageViewer, Of(Schemes.Cookie, Roles.Viewer));
        options.AddPolicy(PageAdministrator, Of(Schemes.Cookie, Roles.Administrator));
        options.DefaultPolicy = Of(Schemes.Cookie, Roles.Viewer);
    }

    // Any of the roles.
    private static AuthorizationPolicy Of(string scheme, params string[] roles)
        => new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().RequireRole(roles).Build();
}

/// <summary>The ways to say who one is.</summary>
internal static class Schemes
{
    public const string Bearer = "Bearer";
    public const string Cookie = "Cookie";

    /// <summary>Chooses between the two by the address, so that a cookie is worth nothing on the API.</summary>
    internal const string ByAddress = "ByAddress";
}
