using FilmRec.Web.Api;
using FilmRec.Web.Api.Document;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Components;
using FilmRec.Web.Components.Pages.Welcome;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal static class SecurityHeaders
{
    // Swagger UI writes style elements at run time.
    private const string Explorer =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Api = "default-src 'none'; frame-ancestors 'none'";
    private const string Personal = "private, no-store";

    private const string Devices =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), geolocation=(), gyroscope=(), hid=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                Set((HttpContext)state);
                return Task.CompletedTask;
            }, context);
            return next(context);
        });
        return app;
    }

    private static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Permitted-Cross-Domain-Policies"] = "none";
        headers["Permissions-Policy"] = Devices;
        headers["X-Request-ID"] = ApiProblems.TraceId(context);
        headers.Remove(HeaderNames.XFrameOptions); // said by frame-ancestors, and antiforgery says something weaker

        // An endpoint may be stricter; Blazor's own header only speaks of frames, and less strictly.
        string own = headers.ContentSecurityPolicy.ToString();
        if (own.Length == 0 || own.StartsWith("frame-ancestors", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = PolicyFor(context);
        }

        // What an endpoint says about itself stands, except Blazor's word for forms, which lets a browser keep the page.
        string caching = headers.CacheControl.ToString();
        if (IsPersonal(context) && (caching.Length == 0 || caching.StartsWith("no-cache", StringComparison.Ordinal)) && !IsFile(context))
        {
            headers.CacheControl = Personal;
        }
    }

    // Who is logged in, and who has answered the welcome page's questions without an account.
    private static bool IsPersonal(HttpContext context)
        => context.User.Identity?.IsAuthenticated == true || context.Request.Cookies.ContainsKey(AnswerCookie.Name);

    private static string PolicyFor(HttpContext context)
    {
        var path = context.Request.Path;
        return path.StartsWithSegments(ApiDocument.Explorer) ? Explorer : path.StartsWithSegments(ApiRoot.Prefix) ? Api : Page(PageNonce.Find(context));
    }

    // Scripts and style sheets are files of this site. The one exception for styles is explained in the README here.
    private static string Page(string? nonce)
        => "default-src 'self'; script-src 'self'; script-src-attr 'none'; style-src 'self'; style-src-elem 'self'" + (nonce is null ? "" : $" 'nonce-{nonce}'")
            + "; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; frame-src 'none'; "
            + "worker-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // The same for everybody, checked by its ETag.
    private static bool IsFile(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}
