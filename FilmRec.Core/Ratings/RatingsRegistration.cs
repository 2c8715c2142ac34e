using FilmRec.Core.Ratings.Exchange;
using FilmRec.Core.Ratings.Statistics;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Ratings;

public static class RatingsRegistration
{
    /// <summary>Registers what viewers say about movies: ratings, viewings, what to watch and what to hide.</summary>
    public static IServiceCollection AddRatings(this IServiceCollection services)
    {
        services.AddSingleton<RatingBook>();
        services.AddSingleton<RatingAdoption>();
        services.AddSingleton<WatchHistory>();
        services.AddSingleton<Watchlist>();
        services.AddSingleton<HiddenMovies>();
        services.AddSingleton<MarkBook>();
        services.AddSingleton<TasteReader>();
        services.AddSingleton<ImportMatcher>();
        services.AddSingleton<RatingImports>();
        services.AddSingleton<RatingExport>();
        services.AddSingleton<MovieStandings>();
        services.AddSingleton<ViewerMovies>();
        return services;
    }
}
