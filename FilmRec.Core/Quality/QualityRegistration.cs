using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Quality;

public static class QualityRegistration
{
    public static IServiceCollection AddQuality(this IServiceCollection services)
    {
        services.AddSingleton<QualityInspector>();
        return services;
    }
}
