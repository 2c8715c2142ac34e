using Microsoft.AspNetCore.Mvc;

namespace FilmRec.Web.Components.Theme;

internal static class ThemeEndpoints
{
    public static void MapThemeEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(ThemeSheet.Path, async (ThemeSheet sheet, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable"; // its address carries a version
            return TypedResults.Text(await sheet.CssAsync(), "text/css; charset=utf-8");
        }).AllowAnonymous();

        routes.MapPost("/theme", (HttpContext context, [FromForm] string theme, [FromForm(Name = "return")] string? returnAddress) =>
        {
            if (theme is ThemeChoice.Dark or ThemeChoice.Light)
            {
                ThemeChoice.Keep(context, theme);
            }

            return TypedResults.LocalRedirect(LocalOr(returnAddress, "/"));
        }).AllowAnonymous();
    }

    /// <summary>The address when it leads to a page of ours, otherwise the other one: "//elsewhere" and "/\elsewhere" do not.</summary>
    internal static string LocalOr(string? address, string otherwise)
        => address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Contains('\n', StringComparison.Ordinal) ? address : otherwise;
}
