using FilmRec.Core.Traffic;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.StaticAssets;

namespace FilmRec.Web.Hosting;

/// <summary>Counts pages and API calls, and how long they took. Files, posters, circuits and health checks are none, and what administrators look at is not what viewers feel.</summary>
internal static class TrafficRecording
{
    private static readonly string[] NotCounted = ["/_blazor", "/_framework", "/_content", "/posters", "/admin"];

    public static WebApplication UseTrafficRecording(this WebApplication app)
    {
        var recorder = app.Services.GetRequiredService<TrafficRecorder>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            long began = clock.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                if (IsCounted(context))
                {
                    recorder.Record(clock.GetElapsedTime(began), context.Response.StatusCode >= StatusCodes.Status500InternalServerError, ViewerClaims.IdOf(context.User));
                }
            }
        });
        return app;
    }

    private static bool IsCounted(HttpContext context)
    {
        if (context.RequestAborted.IsCancellationRequested || context.WebSockets.IsWebSocketRequest)
        {
            return false;
        }

        foreach (string path in NotCounted)
        {
            if (context.Request.Path.StartsWithSegments(path))
            {
                return false;
            }
        }

        var metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<StaticAssetDescriptor>() is null && metadata?.GetMetadata<IDisableHttpMetricsMetadata>() is null;
    }
}
