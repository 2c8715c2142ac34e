using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace FilmRec.Web.Auth;

/// <summary>The cookie that says who looks at a page.</summary>
internal static class PageCookie
{
    /// <summary>Without the prefix that it gets over HTTPS: see <see cref="HostCookies"/>.</summary>
    public const string Name = "FilmRec";

    // Says in the ticket that it was made for the name with the prefix, or for plain HTTP: under the old name such a ticket was planted.
    private const string NewName = "named";

    /// <summary>Logs a viewer in on this browser: begins a session and sets its cookie.</summary>
    /// <param name="remember">True keeps the login when the browser is closed.</param>
    public static async Task SignInAsync(HttpContext context, AccountStanding standing, bool remember)
    {
        var sessions = context.RequestServices.GetRequiredService<OpenSessions>();
        var sessionId = await sessions.StartAsync(standing.ViewerId, SessionKind.Browser, ClientName.OfBrowser(context), context.RequestAborted);
        await WriteAsync(context, standing, sessionId, remember);
    }

    /// <summary>Writes the cookie of this session anew, after a change of the security stamp that it survives.</summary>
    public static async Task RenewAsync(HttpContext context, AccountStanding standing)
    {
        if (ViewerClaims.SessionOf(context.User) is { } sessionId)
        {
            var current = await context.AuthenticateAsync(Schemes.Cookie);
            await WriteAsync(context, standing, sessionId, current.Properties?.IsPersistent == true);
        }
    }

    /// <summary>Ends the session of this browser and takes its cookie away.</summary>
    public static async Task SignOutAsync(HttpContext context)
    {
        if (CurrentViewer.Of(context.User) is { SessionId: { } sessionId } viewer)
        {
            await context.RequestServices.GetRequiredService<OpenSessions>().EndAsync(viewer.Id, sessionId, context.RequestAborted);
        }

        await context.SignOutAsync(Schemes.Cookie);
    }

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest; // the embedded default speaks plain HTTP to its own machine
        options.ExpireTimeSpan = OpenSessions.Lifetime;
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
        var login = context.Principal is { } principal
            ? await context.HttpContext.RequestServices.GetRequiredService<LoginCheck>().FindAsync(principal, context.HttpContext.RequestAborted)
            : null;
        if (login is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Schemes.Cookie);
        }
        else if (HostCookies.CameUnderItsOldName(context.HttpContext))
        {
            RenameOrRefuse(context);
        }
        else if (!ViewerClaims.Matches(context.Principal!, login.Standing))
        {
            context.ReplacePrincipal(ViewerClaims.Principal(login.Standing, login.SessionId, Schemes.Cookie));
            context.ShouldRenew = true;
        }
    }

    // Somebody who logged in before cookies had the prefix stays logged in; a later ticket under the old name is one that somebody else put there.
    private static void RenameOrRefuse(CookieValidatePrincipalContext context)
    {
        HostCookies.ForgetOldName(context.HttpContext);
        if (context.Properties.Items.ContainsKey(NewName))
        {
            context.RejectPrincipal();
            return;
        }

        context.Properties.Items[NewName] = "";
        context.ShouldRenew = true;
    }

    private static Task WriteAsync(HttpContext context, AccountStanding standing, Guid sessionId, bool remember)
        => context.SignInAsync(Schemes.Cookie, ViewerClaims.Principal(standing, sessionId, Schemes.Cookie),
            new AuthenticationProperties { IsPersistent = remember, Items = { [NewName] = "" } });
}
