using FilmRec.Web.Api.Requests;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace FilmRec.Web.Hosting;

/// <summary>What one server takes on at most, whoever asks.</summary>
internal static class ServerLimits
{
    private const long MostBodyBytes = 1024 * 1024;
    private const int MostConnections = 10_000;

    public static IServiceCollection AddServerLimits(this IServiceCollection services)
    {
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
            kestrel.Limits.MaxRequestLineSize = 2 * RequestChecks.LongestAddress; // what lies between is refused in words
            kestrel.ConfigureEndpointDefaults(RefusedRequests.Explain);
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<CircuitOptions>(circuits => circuits.DetailedErrors = false);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        return services;
    }
}
