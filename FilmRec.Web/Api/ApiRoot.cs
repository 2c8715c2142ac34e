using System.Text.Json;
using System.Text.Json.Serialization;
using FilmRec.Web.Api.Admin;
using FilmRec.Web.Api.Bulk;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Api.Requests;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Api;

/// <summary>What all endpoints under <c>/api</c> share: bearer tokens, snake case, problem details, limits.</summary>
internal static class ApiRoot
{
    public const string Prefix = "/api";
    public const int MostBodyBytes = 64 * 1024;
    private const int DeepestJson = 32;

    public static IServiceCollection AddFilmRecApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => Configure(json.SerializerOptions));
        services.AddValidation();
        services.AddSingleton<IProblemDetailsWriter, ApiProblemWriter>();
        services.AddProblemDetails();
        services.AddSingleton<AllowedMethods>();
        services.AddSingleton<ListCursors>();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // to the exception handler, which names the field
        return services;
    }

    /// <summary>Answers with a problem what no endpoint answers. After the pages' error answers, before authentication.</summary>
    public static WebApplication UseFilmRecApi(this WebApplication app)
    {
        app.UseWhen(IsApi, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages(errors => Explain(errors.HttpContext));
            api.Use(RefuseBigBodies);
            api.Use(RefuseOddCharsets);
        });
        return app;
    }

    /// <summary>Maps all endpoints of the API. Each asks for a viewer unless it says <c>AllowAnonymous</c> or names another policy.</summary>
    public static WebApplication MapFilmRecApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix).RequireAuthorization(Policies.ApiViewer)
            .WithMetadata(new RequestSizeLimitAttribute(MostBodyBytes)).DisableAntiforgery();
        ((IEndpointConventionBuilder)api).Finally(LetLast);
        api.MapUsers();
        api.MapMyAccount();
        api.MapMySessions();
        api.MapPasswordReset();
        api.MapMovies();
        api.MapGenres();
        api.MapRatings();
        api.MapRecommendations();
        api.MapHistory();
        api.MapWatchlist();
        api.MapHiddenMovies();
        api.MapPreferences();
        api.MapAdmin();
        api.MapBulk();
        api.MapClients();
        api.MapClientAdministration();
        api.MapHookAdministration();
        return app;
    }

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix);

    private static void Configure(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        json.DictionaryKeyPolicy = null;
        json.MaxDepth = DeepestJson;
        json.NumberHandling = JsonNumberHandling.Strict; // "4.5" in quotes is text
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip; // what is not in the contract has no effect, so that clients may be newer than the server
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
    }

    // Streams of bulk work and exports take as long as the lines that they carry.
    private static void LetLast(EndpointBuilder endpoint)
    {
        if ((endpoint as RouteEndpointBuilder)?.RoutePattern.RawText is { } path
            && (path.StartsWith($"{Prefix}/bulk", StringComparison.Ordinal) || path.EndsWith("/export", StringComparison.Ordinal)))
        {
            endpoint.Metadata.Add(new DisableRequestTimeoutAttribute());
        }
    }

    private static Task Explain(HttpContext context)
    {
        if (context.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed && !HandlerRan(context)
            && context.RequestServices.GetRequiredService<AllowedMethods>().InsteadOf(context.Request) is { Count: > 0 } methods)
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = string.Join(", ", methods);
        }

        return ApiProblems.WriteAsync(context, context.Response.StatusCode);
    }

    private static bool HandlerRan(HttpContext context) => context.GetEndpoint() is RouteEndpoint;

    // The server counts what it reads; who announces too much is told before.
    private static async Task RefuseBigBodies(HttpContext context, RequestDelegate next)
    {
        long most = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } limit ? limit.MaxRequestBodySize ?? long.MaxValue : MostBodyBytes;
        if (context.Request.ContentLength > most)
        {
            await ApiProblems.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The body has {context.Request.ContentLength} bytes; this endpoint takes {most}.");
            return;
        }

        await next(context);
    }

    // JSON is UTF-8 (RFC 8259, 8.1). The framework fails at the names of encodings that it does not know.
    private static Task RefuseOddCharsets(HttpContext context, RequestDelegate next)
        => context.Request.GetTypedHeaders().ContentType is { Charset: { Length: > 0 } charset } && !HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? ApiProblems.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, "Bodies are read as UTF-8 only: leave 'charset' out of the Content-Type, or send charset=utf-8.")
            : next(context);
}
