using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Antiforgery;

namespace FilmRec.Web.Components.Account;

internal static class LogOutEndpoint
{
    /// <summary>Logs out by POST with an antiforgery token, so that no foreign page can log anybody out.</summary>
    public static void MapLogOut(this IEndpointRouteBuilder routes)
        => routes.MapPost(AccountPaths.LogOut, async (HttpContext context, IAntiforgery antiforgery) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Results.BadRequest();
            }

            await PageCookie.SignOutAsync(context);
            return Results.LocalRedirect("/");
        }).AllowAnonymous();
}
