using FilmRec.Core;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.Http.Extensions;

namespace FilmRec.Web.Hosting;

/// <summary>How this site insists on HTTPS. Section "FilmRec:Https" of the configuration.</summary>
internal sealed class HttpsOptions
{
    public const string Section = "FilmRec:Https";

    /// <summary>True sends people who come over plain HTTP to HTTPS, and refuses the API to programs that do.</summary>
    public bool Redirect { get; set; }

    /// <summary>Where HTTPS answers.</summary>
    public int Port { get; set; } = 443;

    /// <summary>How long browsers are told to use nothing but HTTPS here. 0 tells them to forget it.</summary>
    public int HstsDays { get; set; } = 365;

    /// <summary>Whether that holds for the hosts below this one too.</summary>
    public bool HstsSubdomains { get; set; } = true;

    /// <exception cref="CannotContinueException">A value cannot be read.</exception>
    public static HttpsOptions From(IConfiguration configuration)
    {
        try
        {
            var options = configuration.GetSection(Section).Get<HttpsOptions>() ?? new HttpsOptions();
            return options is { Port: > 0 and <= 65535, HstsDays: >= 0 and <= 3650 }
                ? options
                : throw new CannotContinueException("FilmRec__Https__Port must be 1 to 65535 and FilmRec__Https__HstsDays 0 to 3650: correct them, or leave them out.");
        }
        catch (InvalidOperationException e)
        {
            throw new CannotContinueException("A value in FilmRec__Https__… cannot be read: Redirect and HstsSubdomains are true or false, the others whole numbers.", e);
        }
    }
}

/// <summary>HTTPS instead of plain HTTP, where the configuration asks for it; and over HTTPS the word to browsers never to come by plain HTTP again.</summary>
internal static class HttpsOnly
{
    private const string UseHttps = "This server answers over HTTPS only, and the request came over plain HTTP, where everybody on the way could read it: use https:// and, if it carried a token or a password, change that.";

    // Probes and scrapers stand beside the server, behind the proxy that speaks HTTPS.
    private static readonly string[] Exempt = ["/health", Telemetry.Address];

    public static IServiceCollection AddHttpsOnly(this IServiceCollection services, IConfiguration configuration)
    {
        var options = HttpsOptions.From(configuration);
        services.AddSingleton(options);
        return services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(options.HstsDays), options.HstsSubdomains));
    }

    /// <summary>After the forwarded headers and the security headers. Hosts named localhost are never told to keep to HTTPS.</summary>
    public static WebApplication UseHttpsOnly(this WebApplication app)
    {
        app.UseHsts();
        if (app.Services.GetRequiredService<HttpsOptions>() is { Redirect: true, Port: var port })
        {
            app.Use((context, next) => context.Request.IsHttps || Array.Exists(Exempt, path => context.Request.Path.StartsWithSegments(path)) ? next(context) : SendAsync(context, port));
        }

        return app;
    }

    // A program that sends secrets over plain HTTP should fail loudly, not work a little slower.
    private static Task SendAsync(HttpContext context, int port)
    {
        var request = context.Request;
        if (ApiRoot.IsApi(context))
        {
            return ApiProblems.WriteAsync(context, StatusCodes.Status403Forbidden, UseHttps);
        }

        var host = port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, port);
        context.Response.Redirect(UriHelper.BuildAbsolute("https", host, request.PathBase, request.Path, request.QueryString), permanent: true, preserveMethod: true);
        return Task.CompletedTask;
    }
}
