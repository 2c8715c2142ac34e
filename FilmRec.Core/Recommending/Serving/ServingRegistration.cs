using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Recommending.Serving;

public static class ServingRegistration
{
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.AddSingleton<ModelHolder>();
        return services;
    }
}
