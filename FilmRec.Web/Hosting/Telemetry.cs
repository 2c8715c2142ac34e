using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace FilmRec.Web.Hosting;

/// <summary>Figures about this process at <c>/metrics</c>, as Prometheus reads them. They say how much and how fast, never who.</summary>
internal static class Telemetry
{
    public const string Address = "/metrics";

    // One histogram for every component type: it made the answer grow to half a megabyte.
    private const string TooMany = "aspnetcore.components.update_parameters.duration";

    private static readonly string[] Meters =
    [
        "FilmRec", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits", "Npgsql", "System.Runtime",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("FilmRec")).WithMetrics(metrics => metrics
            .AddMeter(Meters)
            .AddView(TooMany, MetricStreamConfiguration.Drop)
            .AddPrometheusExporter());
        return services;
    }

    public static void MapTelemetry(this IEndpointRouteBuilder routes) => routes.MapPrometheusScrapingEndpoint(Address).AllowAnonymous().DisableHttpMetrics();
}
