using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Catalog;

public static class CatalogRegistration
{
    /// <summary>Registers <see cref="MovieCatalog"/> and the cache behind it.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services)
    {
        services.AddSingleton<CatalogCache>();
        services.AddSingleton<CatalogReader>();
        services.AddSingleton(all => new MovieCatalog(all.GetRequiredService<CatalogReader>(), all.GetRequiredService<CatalogCache>()));
        return services;
    }
}
