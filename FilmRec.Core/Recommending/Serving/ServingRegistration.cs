using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        services.AddSingleton<Outlooks>();
        services.AddSingleton<LongShelf>();
        services.AddSingleton<GivenAnswers>();
        services.AddSingleton<NextPages>();
        services.AddSingleton<FeedbackBook>();
        services.AddSingleton<WelcomeFilms>();
        services.AddSingleton(all => new SimilarMovies(all.GetRequiredService<ModelHolder>(), all.GetRequiredService<MovieCatalog>(), all.GetRequiredService<CatalogCache>()));
        services.AddSingleton<SharedShelves>();
        services.AddSingleton(all => new HomeShelves(
            all.GetRequiredService<ModelHolder>(), all.GetRequiredService<Shelf>(), all.GetRequiredService<MovieCatalog>(), all.GetRequiredService<MarkBook>(),
            all.GetRequiredService<TasteMaps>(), all.GetRequiredService<SharedShelves>(), all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<HomeShelves>>()));
        return services;
    }

    /// <summary>For servers: writes the recommendation log behind the answers.</summary>
    public static IServiceCollection AddServingWorker(this IServiceCollection services)
        => services.AddHostedService(provider => provider.GetRequiredService<RecommendationLog>());
}
