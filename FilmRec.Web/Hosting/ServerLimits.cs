using FilmRec.Core;
using FilmRec.Web.Api.Requests;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FilmRec.Web.Hosting;

/// <summary>What one server takes on at most, whoever asks.</summary>
internal static class ServerLimits
{
    private const long MostBodyBytes = 1024 * 1024;
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostHeaders = 64;

    // Whoever sends or takes less, after a few seconds in which anything goes, keeps a connection busy on purpose.
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    /// <exception cref="CannotContinueException">A setting makes no sense.</exception>
    public static IServiceCollection AddServerLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var load = LoadOptions.From(configuration);
        services.AddSingleton(load);
        services.AddRequestTimeouts(load);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxRequestLineSize = 2 * RequestChecks.LongestAddress; // what lies between is refused in words
            kestrel.ConfigureEndpointDefaults(RefusedRequests.Explain);
            kestrel.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = MostHeaders;
            kestrel.Limits.MaxConcurrentConnections = load.Connections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = load.Connections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromMinutes(1);
            kestrel.Limits.MinRequestBodyDataRate = Slowest;
            kestrel.Limits.MinResponseDataRate = Slowest;
        });
        services.Configure<CircuitOptions>(circuits =>
        {
            circuits.DetailedErrors = false;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
        });
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return services;
    }
}
