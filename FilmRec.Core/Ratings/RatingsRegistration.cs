using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Ratings;

public static class RatingsRegistration
{
    /// <summary>Registers <see cref="RatingBook"/> and <see cref="WatchHistory"/>.</summary>
    public static IServiceCollection AddRatings(this IServiceCollection services)
    {
        services.AddSingleton<RatingBook>();
        services.AddSingleton<WatchHistory>();
        return services;
    }
}
