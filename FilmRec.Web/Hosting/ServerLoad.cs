using System.Threading.RateLimiting;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.StaticAssets;

namespace FilmRec.Web.Hosting;

/// <summary>
/// Works on so many pages and API calls at once, lets some more wait for a moment, and tells the rest to come back: a server that took on everything would
/// answer nothing in time. What does little, lasts long or has a queue of its own is let through: files, probes, circuits, downloads, uploads, and what hashes passwords.
/// </summary>
internal static class ServerLoad
{
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(1);
    private static readonly string[] Free = ["/health", Telemetry.Address, "/_blazor", "/_framework", "/_content"];
    private static readonly string[] Hashing = ["/api/users/login", "/api/users/register", "/api/users/me/password", "/api/clients/token", "/account", "/setup"];

    public static WebApplication UseServerLoad(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<LoadOptions>();
        var limiter = new ConcurrencyLimiter(new() { PermitLimit = options.Permits, QueueLimit = options.Queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);
        app.UseWhen(IsCounted, counted => counted.Use(async (context, next) =>
        {
            using var turn = await TakeAsync(limiter, options.LongestWait, context.RequestAborted);
            if (turn is { IsAcquired: true })
            {
                await next(context);
            }
            else
            {
                await SendAwayAsync(context, "There are more requests at this moment than this server can answer in time");
            }
        }));
        return app;
    }

    /// <summary>After the answers to failures; before authentication.</summary>
    public static IServiceCollection AddRequestTimeouts(this IServiceCollection services, LoadOptions options)
        => services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = options.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            WriteTimeoutResponse = context =>
            {
                context.RequestAborted = CancellationToken.None; // it says that the time is up, and would break off the answer that says so
                return SendAwayAsync(context, "This took too long and was broken off");
            },
        });

    private static bool IsCounted(HttpContext context)
    {
        var path = context.Request.Path;
        var metadata = context.GetEndpoint()?.Metadata;
        return !context.WebSockets.IsWebSocketRequest
            && !Array.Exists(Free, free => path.StartsWithSegments(free))
            && !(HttpMethods.IsPost(context.Request.Method) && Array.Exists(Hashing, hashing => path.StartsWithSegments(hashing)))
            && metadata?.GetMetadata<StaticAssetDescriptor>() is null
            && metadata?.GetMetadata<DisableRequestTimeoutAttribute>() is null;
    }

    private static async ValueTask<RateLimitLease?> TakeAsync(ConcurrencyLimiter limiter, TimeSpan longest, CancellationToken gone)
    {
        var now = limiter.AttemptAcquire();
        if (now.IsAcquired)
        {
            return now;
        }

        now.Dispose();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
        patience.CancelAfter(longest);
        try
        {
            return await limiter.AcquireAsync(1, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static Task SendAwayAsync(HttpContext context, string why)
    {
        if (ApiRoot.IsApi(context))
        {
            return ApiProblems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, ComeBack, $"{why}: try again in a second.");
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        ApiProblems.RetryAfter(context, ComeBack);
        return context.Response.WriteAsync($"{why}. Reload in a moment.", context.RequestAborted);
    }
}
