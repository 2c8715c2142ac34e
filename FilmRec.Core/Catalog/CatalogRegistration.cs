using FilmRec.Core.Catalog.Searching;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Catalog;

public static class CatalogRegistration
{
    /// <summary>Registers <see cref="MovieCatalog"/>, the cache and the index behind it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<MovieReader>();
        services.AddSingleton<CatalogRows>();
        services.AddSingleton<CatalogIndex>();
        services.AddSingleton(new SearchTurns(Environment.ProcessorCount));
        services.AddSingleton(all => new MovieCatalog(
            all.GetRequiredService<MovieReader>(), all.GetRequiredService<CatalogIndex>(), all.GetRequiredService<CatalogCache>(), all.GetRequiredService<SearchTurns>()));
        return services;
    }
}
