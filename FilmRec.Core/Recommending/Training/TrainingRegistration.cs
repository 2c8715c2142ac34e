using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FilmRec.Core.Recommending.Training;

public static class TrainingRegistration
{
    /// <summary>What asks for training, carries it out and keeps its models. Nothing runs by itself.</summary>
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.TryAddSingleton(ModelKinds.All);
        services.AddSingleton<InteractionLoader>();
        services.AddSingleton<ModelFolder>();
        services.AddSingleton<ModelStore>();
        services.AddSingleton<ModelHousekeeping>();
        services.AddSingleton<TrainingSignals>();
        services.AddSingleton<TrainingLease>();
        services.AddSingleton<TrainingQueue>();
        services.AddSingleton<ModelTraining>();
        services.AddSingleton<LiveModels>();
        services.AddSingleton<DataGrowth>();
        services.AddSingleton<TrainingSchedules>();
        services.AddSingleton<ModelVersions>();
        services.AddSingleton<ModelPublishing>();
        services.AddSingleton<ModelTryouts>();
        return services;
    }

    /// <summary>For servers: loads live models before the first request, notices new ones, and carries out queued runs.</summary>
    public static IServiceCollection AddTrainingWorker(this IServiceCollection services)
    {
        services.AddHostedService<LiveModelsWatch>();
        services.AddHostedService<TrainingWorker>();
        services.AddHostedService<TrainingScheduleWorker>();
        return services;
    }
}
