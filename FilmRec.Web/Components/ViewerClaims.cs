using System.Globalization;
using System.Security.Claims;

namespace FilmRec.Web.Components;

internal static class ViewerClaims
{
    /// <summary>The id of the viewer who is logged in, or null for a visitor.</summary>
    public static int? ViewerId(this ClaimsPrincipal user)
        => user.Identity is { IsAuthenticated: true }
            && int.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
}
