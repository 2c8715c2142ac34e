using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Jobs;

public static class JobsRegistration
{
    /// <summary>What asks for data jobs and carries them out. Nothing runs by itself.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<ImportFolder>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobLease>();
        services.AddSingleton<JobWork>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<DataJobs>();
        services.AddSingleton<ClientJobs>();
        return services;
    }

    /// <summary>For servers: carries out jobs that wait.</summary>
    public static IServiceCollection AddJobWorker(this IServiceCollection services) => services.AddHostedService<JobWorker>();
}
