using FilmRec.Core.Catalog;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Recommending.Serving;

public static class ServingRegistration
{
    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.AddSingleton<ModelHolder>();
        services.AddSingleton<RecommendationLog>();
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<Shelf>();
        services.AddSingleton<TasteMaps>();
        services.AddSingleton(all => new SimilarMovies(all.GetRequiredService<ModelHolder>(), all.GetRequiredService<MovieCatalog>(), all.GetRequiredService<CatalogCache>()));
        return services;
    }

    /// <summary>For servers: writes the recommendation log behind the answers.</summary>
    public static IServiceCollection AddServingWorker(this IServiceCollection services)
        => services.AddHostedService(provider => provider.GetRequiredService<RecommendationLog>());
}
