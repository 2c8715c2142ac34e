using FilmRec.Core.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FilmRec.Web.Hosting;

/// <summary>
/// For load balancers: <c>/health/live</c> says that the process runs, <c>/health/ready</c> that it can serve. A database that is away makes a
/// server not ready, but is no reason to restart it.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseAnswers>("database", HealthStatus.Unhealthy, [], Patience);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous().DisableHttpMetrics();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous().DisableHttpMetrics();
    }

    // Names and words only: what went wrong is in the logs, not for everybody.
    private static Task Write(HttpContext context, HealthReport report)
        => context.Response.WriteAsJsonAsync(new
        {
            Status = report.Status.ToString().ToLowerInvariant(),
            Checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString().ToLowerInvariant()),
        });

    private sealed class DatabaseAnswers(DatabaseStart database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await database.ProbeAsync(cancellationToken).WaitAsync(Patience, cancellationToken); // a driver may ignore its token while it connects
            return HealthCheckResult.Healthy();
        }
    }
}
