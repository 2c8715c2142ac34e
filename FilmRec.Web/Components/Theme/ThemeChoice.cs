namespace FilmRec.Web.Components.Theme;

/// <summary>The theme a person chose, kept in a cookie so that the first byte of every page is right. Without a choice the system decides.</summary>
internal static class ThemeChoice
{
    public const string Cookie = "theme";
    public const string Dark = "dark";
    public const string Light = "light";

    /// <summary>"dark", "light", or null when nothing valid was chosen.</summary>
    public static string? Of(HttpContext? context)
        => context?.Request.Cookies[Cookie] is Dark or Light ? context.Request.Cookies[Cookie] : null;

    /// <summary>Not HttpOnly: the page's script writes the same cookie when the theme is switched without a round trip.</summary>
    public static void Keep(HttpContext context, string theme)
        => context.Response.Cookies.Append(Cookie, theme, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
}
