using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Core.Bulk;
using FilmRec.Core.Catalog;
using FilmRec.Core.Clients;
using FilmRec.Core.Data;
using FilmRec.Core.Idempotency;
using FilmRec.Core.Jobs;
using FilmRec.Core.Overview;
using FilmRec.Core.Quality;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Core.Traffic;
using FilmRec.Core.WebHooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core;

public static class CoreServices
{
    /// <summary>Registers all of FilmRec.Core, folder by folder.</summary>
    public static IServiceCollection AddFilmRecCore(this IServiceCollection services, IConfiguration configuration)
    {
        var options = FilmRecOptions.From(configuration);
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddFilmRecData(options);
        services.AddCatalog();
        services.AddPreferences();
        services.AddRatings();
        services.AddAccounts(configuration);
        services.AddPersonalData();
        services.AddClients();
        services.AddWebHooks(configuration);
        services.AddServing();
        services.AddTraining();
        services.AddSampleData();
        services.AddQuality();
        services.AddBulk();
        services.AddJobs();
        services.AddIdempotency();
        services.AddTraffic();
        services.AddOverview();
        return services;
    }
}
