using System.Security.Claims;
using FilmRec.Core.Clients;

namespace FilmRec.Web.Auth;

/// <summary>The service client that is asking, from its token and from nowhere else. An endpoint takes it as a parameter (<c>CurrentClient?</c> where
/// viewers may ask too).</summary>
/// <param name="Scopes">What this token is for: some of what the client was registered with.</param>
internal sealed record CurrentClient(string ClientId, IReadOnlyList<string> Scopes)
{
    /// <summary>Null when it is no client that asks.</summary>
    public static CurrentClient? Of(ClaimsPrincipal principal)
        => principal.Identity?.IsAuthenticated == true && principal.FindFirstValue(ViewerClaims.Client) is { } clientId
            ? new CurrentClient(clientId, ClientScopes.Split(principal.FindFirstValue(ViewerClaims.Scope)))
            : null;

    /// <summary>Minimal APIs call this for a parameter of this type.</summary>
    public static ValueTask<CurrentClient?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}
