using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.SecondFactors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace FilmRec.Web.Auth;

/// <summary>Where administrators need a second factor, leads those who have none to the page that sets it up, and lets them nowhere else.</summary>
internal static class SecondFactorDemand
{
    private const string Words = "This site lets administrators in with a second factor only, and this account has none yet: set it up in a browser, at " + AccountPaths.SecondFactor + ".";

    // Where somebody without one may go: to set it up, or away.
    private static readonly string[] Open = [AccountPaths.SecondFactor, AccountPaths.LogOut, "/api/users/logout", "/theme"];

    /// <summary>After authentication.</summary>
    public static WebApplication UseSecondFactorDemand(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<SecondFactorOptions>();
        if (options.AdministratorsNeedSecondFactor)
        {
            app.Use((context, next) => IsMissing(context, options) && !MayPass(context) ? RefuseAsync(context) : next(context));
        }

        return app;
    }

    private static bool IsMissing(HttpContext context, SecondFactorOptions options)
        => context.User.Identity?.IsAuthenticated == true
            && options.IsMissing(context.User.IsInRole(Roles.Administrator), ViewerClaims.HasSecondFactor(context.User));

    // Files, posters and signs of life are the same for everybody. Whatever is a page, changes something, or asks who is there, waits.
    private static bool MayPass(HttpContext context)
    {
        var path = context.Request.Path;
        if (Open.Any(open => path.StartsWithSegments(open)))
        {
            return true;
        }

        var endpoint = context.GetEndpoint();
        return HttpMethods.IsGet(context.Request.Method) && !path.StartsWithSegments("/api") && !path.StartsWithSegments("/_blazor")
            && endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>() is null && endpoint?.Metadata.GetMetadata<IAuthorizeData>() is null;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return Results.Problem(Words, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        }

        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect(AccountPaths.SecondFactor);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }
}
