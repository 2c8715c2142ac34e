using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Recommending.Training;

public static class TrainingRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddSingleton<InteractionLoader>();
        return services;
    }
}
