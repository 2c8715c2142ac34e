using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Bulk;

public static class BulkRegistration
{
    /// <summary>What takes in and hands out very many lines for third parties. The jobs that write them are those of the jobs folder.</summary>
    public static IServiceCollection AddBulk(this IServiceCollection services)
        => services.AddSingleton<BulkSpool>().AddSingleton<BulkRatingImport>().AddSingleton<BulkMovieImport>().AddSingleton<BulkRatingExport>().AddSingleton<BulkResults>();
}
