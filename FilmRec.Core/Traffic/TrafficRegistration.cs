using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Traffic;

public static class TrafficRegistration
{
    public static IServiceCollection AddTraffic(this IServiceCollection services) => services.AddSingleton<TrafficRecorder>().AddSingleton<TrafficHistory>();

    /// <summary>For servers: keeps what they record.</summary>
    public static IServiceCollection AddTrafficWorker(this IServiceCollection services) => services.AddHostedService<TrafficWorker>();
}
