using FilmRec.Web.Api;
using FilmRec.Web.Api.Problems;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Hosting;

/// <summary>What every answer tells the browser to refuse.</summary>
internal static class SecurityHeaders
{
    // Styles in a page cannot be forbidden: MudBlazor writes sizes and places into style="…", and the transition of a toast into a style element.
    // Style sheets and scripts come from this site only.
    private const string Pages =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // Swagger UI writes style elements at run time.
    private const string Explorer =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Api = "default-src 'none'; frame-ancestors 'none'";
    private const string Personal = "private, no-store";

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
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["X-Request-ID"] = ApiProblems.TraceId(context);
        headers.Remove(HeaderNames.XFrameOptions); // said by frame-ancestors, and antiforgery says something weaker

        // An endpoint may be stricter; Blazor's own header only speaks of frames, and less strictly.
        string own = headers.ContentSecurityPolicy.ToString();
        if (own.Length == 0 || own.StartsWith("frame-ancestors", StringComparison.Ordinal))
        {
            headers.ContentSecurityPolicy = PolicyFor(context.Request.Path);
        }

        // What an endpoint says about itself stands, except Blazor's word for forms, which lets a browser keep the page.
        string caching = headers.CacheControl.ToString();
        if (context.User.Identity?.IsAuthenticated == true && (caching.Length == 0 || caching.StartsWith("no-cache", StringComparison.Ordinal)) && !IsFile(context))
        {
            headers.CacheControl = Personal;
        }
    }

    private static string PolicyFor(PathString path)
        => path.StartsWithSegments(ApiDocument.Explorer) ? Explorer : path.StartsWithSegments(ApiRoot.Prefix) ? Api : Pages;

    // The same for everybody, checked by its ETag.
    private static bool IsFile(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}
