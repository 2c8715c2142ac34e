using FilmRec.Web.Auth;
using FilmRec.Web.Components.Account;
using FilmRec.Web.Components.Account.Manage;
using FilmRec.Web.Components.Layout;
using FilmRec.Web.Components.Pages.Admin.Audit;
using FilmRec.Web.Components.Pages.Admin.Data;
using FilmRec.Web.Components.Pages.Admin.Models;
using FilmRec.Web.Components.Pages.Lists;
using FilmRec.Web.Components.Pages.Movies;
using FilmRec.Web.Components.Pages.MyRatings;
using FilmRec.Web.Components.Pages.Welcome;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;
using MudBlazor;
using MudBlazor.Services;

namespace FilmRec.Web.Components;

/// <summary>The pages: what they need, and where they answer.</summary>
internal static class PagesRegistration
{
    private static readonly string[] NotPages = ["/api", "/health", "/metrics", "/openapi", "/docs", "/posters", SearchSuggestions.Path, "/css", "/js", "/_framework", "/_blazor", "/_content"];

    public static IServiceCollection AddFilmRecPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().RegisterPersistentService<VisitorTime>(RenderMode.InteractiveServer);
        services.AddScoped<VisitorTime>();
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
        services.AddSingleton<AnswerCookie>();
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
        app.MapStaticAssets().AllowAnonymous();
        app.MapThemeEndpoints();
        app.MapLogOut();
        app.MapRatingExports();
        app.MapPersonalExport();
        app.MapAuditExport();
        app.MapRatingForm();
        app.MapViewingForms();
        app.MapSearchSuggestions();
        app.MapModelDownloads();
        app.MapMarkForms();
        app.MapDataEndpoints();
        app.MapWelcomeForms();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AskForViewerUnlessTold();
        return app;
    }

    // Deny by default: a page that says nothing is for viewers. Circuits and Blazor's own files are not pages; what a circuit shows, its pages decide,
    // and it lasts as long as its page is open.
    private static void AskForViewerUnlessTold(this IEndpointConventionBuilder components)
        => components.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IAuthorizeData>().Any() || endpoint.Metadata.OfType<IAllowAnonymous>().Any())
            {
                return;
            }

            endpoint.Metadata.Add(endpoint.Metadata.OfType<ComponentTypeMetadata>().Any()
                ? new AuthorizeAttribute(Policies.PageViewer)
                : new AllowAnonymousAttribute());
            if (!endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            {
                endpoint.Metadata.Add(new DisableRequestTimeoutAttribute());
            }
        });

    private static bool IsPage(HttpContext context)
        => HttpMethods.IsGet(context.Request.Method) && !NotPages.Any(path => context.Request.Path.StartsWithSegments(path));
}
