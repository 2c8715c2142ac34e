using FilmRec.Core;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace FilmRec.Web.Hosting;

/// <summary>Figures about this process at <c>/metrics</c>, as Prometheus reads them. They say how much and how fast, never who; and they are for who runs the site.</summary>
internal static class Telemetry
{
    public const string Address = "/metrics";
    private const string NetworksKey = "FilmRec:Metrics:AllowedNetworks";

    // One histogram for every component type: it made the answer grow to half a megabyte.
    private const string TooMany = "aspnetcore.components.update_parameters.duration";

    private static readonly string[] Meters =
    [
        "FilmRec", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits", "Npgsql", "System.Runtime",
    ];

    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1"];

    /// <exception cref="CannotContinueException">An allowed network is none.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new MetricsReaders(Networks.Read(configuration, NetworksKey, ThisMachine)));
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("FilmRec")).WithMetrics(metrics => metrics
            .AddMeter(Meters)
            .AddView(TooMany, MetricStreamConfiguration.Drop)
            .AddPrometheusExporter());
        return services;
    }

    /// <summary>Nothing is there for anybody from elsewhere.</summary>
    public static WebApplication UseMetricsGuard(this WebApplication app)
    {
        var readers = app.Services.GetRequiredService<MetricsReaders>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Address) && !readers.Include(context), refused => refused.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        return app;
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(Address).AllowAnonymous().DisableHttpMetrics();

    private sealed class MetricsReaders(System.Net.IPNetwork[] networks)
    {
        // A request that a proxy passed on came from elsewhere, even where the proxy runs on this machine and nobody said that its word counts.
        public bool Include(HttpContext context)
            => context.Connection.RemoteIpAddress is { } address && Networks.Contain(networks, address)
                && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }
}
