using System.Security.Claims;
using FilmRec.Web.Auth;

namespace FilmRec.Web.Components;

internal static class ViewerClaims
{
    /// <summary>The id of the viewer who is logged in, or null for a visitor.</summary>
    public static int? ViewerId(this ClaimsPrincipal user) => CurrentViewer.Of(user)?.Id;
}
