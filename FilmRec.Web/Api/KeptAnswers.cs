using System.Globalization;
using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;
using Microsoft.AspNetCore.OutputCaching;

namespace FilmRec.Web.Api;

/// <summary>
/// Keeps answers about movies for a few seconds and gives them again to everybody who asks the same without saying who they are. An answer belongs to one state of the
/// catalogue and of the models: when this server changes or notices a change of either, or a movie gets a rating here, nobody gets an older one.
/// </summary>
/// <remarks>Limits are counted, tokens and accepted types checked before; headers that are a caller's own are written afterwards. Bounded in bytes.</remarks>
internal sealed class KeptAnswers(MovieCatalog catalog, ModelHolder models) : IOutputCachePolicy
{
    private const long MostBytes = 32L << 20;
    private const long LargestAnswer = 256 << 10;
    private const int LongestQuery = 512; // longer ones are hardly asked twice, and would be long keys
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    public static IServiceCollection Add(IServiceCollection services)
        => services.AddSingleton<KeptAnswers>().AddOutputCache(cache =>
        {
            cache.SizeLimit = MostBytes;
            cache.MaximumBodySize = LargestAnswer;
            cache.DefaultExpirationTimeSpan = Lifetime;
        });

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var request = context.HttpContext.Request;
        bool anonymous = HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0 && request.Headers.Cookie.Count == 0
            && context.HttpContext.User.Identity?.IsAuthenticated != true && (request.QueryString.Value?.Length ?? 0) <= LongestQuery;
        context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = anonymous;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Lifetime;
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.VaryByValues["query"] = request.QueryString.Value ?? ""; // as it was written: upper and lower case may differ in meaning
        context.CacheVaryByRules.VaryByValues["state"] = string.Create(CultureInfo.InvariantCulture, $"{catalog.Version}/{catalog.Changes}/{models.Current.Number}");
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.HttpContext.Response;
        context.AllowCacheStorage &= response.StatusCode == StatusCodes.Status200OK && response.Headers.SetCookie.Count == 0;
        return ValueTask.CompletedTask;
    }
}

internal static class KeptAnswersOfEndpoints
{
    /// <summary>For answers that are the same for everybody who asks the same.</summary>
    public static RouteHandlerBuilder KeptForAll(this RouteHandlerBuilder endpoint) => endpoint.CacheOutput(policy => policy.AddPolicy<KeptAnswers>(), excludeDefaultPolicy: true);
}
