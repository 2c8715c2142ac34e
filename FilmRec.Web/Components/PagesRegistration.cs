using FilmRec.Web.Components.Pages.Movies;
using FilmRec.Web.Components.Account;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Diagnostics;
using MudBlazor;
using MudBlazor.Services;

namespace FilmRec.Web.Components;

/// <summary>The pages: what they need, and where they answer.</summary>
internal static class PagesRegistration
{
    private static readonly string[] NotPages = ["/api", "/health", "/metrics", "/openapi", "/docs", "/posters", "/css", "/js", "/_framework", "/_blazor", "/_content"];

    public static IServiceCollection AddFilmRecPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        services.AddCascadingAuthenticationState();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.VisibleStateDuration = 6000;
            mud.SnackbarConfiguration.ShowTransitionDuration = 120;
            mud.SnackbarConfiguration.HideTransitionDuration = 200;
            mud.SnackbarConfiguration.MaxDisplayedSnackbars = 2;
            mud.SnackbarConfiguration.ShowCloseIcon = false;
            mud.SnackbarConfiguration.NewestOnTop = true;
        });
        services.AddSingleton<ThemeSheet>();
        return services;
    }

    /// <summary>Answers what no endpoint answers with a page: a failure, or an address that leads nowhere. The API has its own answers:
    /// for failures an <c>IExceptionHandler</c>, which is asked first. Call it before authentication.</summary>
    public static WebApplication UseFilmRecPages(this WebApplication app)
    {
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!IsPage(context) && context.Features.Get<IStatusCodePagesFeature>() is { } statusCodePages)
            {
                statusCodePages.Enabled = false;
            }

            return next(context);
        });
        return app;
    }

    public static WebApplication MapFilmRecPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapThemeEndpoints();
        app.MapLogOut();
        app.MapRatingForm();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static bool IsPage(HttpContext context)
        => HttpMethods.IsGet(context.Request.Method) && !NotPages.Any(path => context.Request.Path.StartsWithSegments(path));
}
