using System.Security.Claims;
using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Components.Authorization;

namespace FilmRec.Web.Auth;

/// <summary>
/// Who is asking, from the token or the cookie and from nowhere else: never from a body, an address or a header.
/// An endpoint takes it as a parameter (<c>CurrentViewer?</c> where nobody need be logged in); a page calls <see cref="OfAsync"/>.
/// </summary>
/// <param name="SessionId">The session that asks.</param>
internal sealed record CurrentViewer(int Id, string Name, bool IsAdministrator, Guid? SessionId = null)
{
    /// <summary>Null when nobody is logged in.</summary>
    public static CurrentViewer? Of(ClaimsPrincipal principal)
        => principal.Identity?.IsAuthenticated == true && ViewerClaims.IdOf(principal) is { } id
            ? new CurrentViewer(id, principal.Identity.Name ?? "", principal.IsInRole(Roles.Administrator), ViewerClaims.SessionOf(principal))
            : null;

    /// <summary>For pages, with the cascading <c>Task&lt;AuthenticationState&gt;</c>; null when nobody is logged in.</summary>
    public static async Task<CurrentViewer?> OfAsync(Task<AuthenticationState>? authentication)
        => authentication is null ? null : Of((await authentication).User);

    /// <summary>Minimal APIs call this for a parameter of this type.</summary>
    public static ValueTask<CurrentViewer?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));
}
