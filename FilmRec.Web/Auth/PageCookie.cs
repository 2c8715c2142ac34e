using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace FilmRec.Web.Auth;

/// <summary>The cookie that says who looks at a page.</summary>
internal static class PageCookie
{
    public const string Name = "FilmRec";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>Logs a viewer in on this browser.</summary>
    /// <param name="remember">True keeps the login when the browser is closed.</param>
    public static Task SignInAsync(HttpContext context, AccountStanding standing, bool remember)
        => context.SignInAsync(Schemes.Cookie, ViewerClaims.Principal(standing, Schemes.Cookie), new AuthenticationProperties { IsPersistent = remember });

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Schemes.Cookie);

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the embedded default speaks plain HTTP to its own machine
        options.ExpireTimeSpan = Lifetime;
        options.SlidingExpiration = true;
        options.LoginPath = AccountPaths.LogIn;
        options.ReturnUrlParameter = AccountPaths.ReturnParameter;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = RecheckAsync,
            OnRedirectToLogin = context => AnswerAsync(context, StatusCodes.Status401Unauthorized),
            OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            },
        };
    }

    // A person who opens a page is led to the login page; a script that posts or fetches is told the truth.
    private static Task AnswerAsync(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    // At every request, from memory most of the time: what was taken from an account must not live on in a cookie.
    private static async Task RecheckAsync(CookieValidatePrincipalContext context)
    {
        var standings = context.HttpContext.RequestServices.GetRequiredService<AccountStandings>();
        var standing = context.Principal is { } principal && ViewerClaims.IdOf(principal) is { } id
            ? await standings.FindAsync(id, context.HttpContext.RequestAborted)
            : null;
        if (standing is null || context.Principal!.FindFirst(ViewerClaims.Stamp)?.Value != standing.SecurityStamp)
        {
            context.RejectPrincipal();
            await SignOutAsync(context.HttpContext);
        }
        else if (!ViewerClaims.Matches(context.Principal, standing))
        {
            context.ReplacePrincipal(ViewerClaims.Principal(standing, Schemes.Cookie));
            context.ShouldRenew = true;
        }
    }
}
