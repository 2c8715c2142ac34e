using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.SampleData;

public static class SampleDataRegistration
{
    public static IServiceCollection AddSampleData(this IServiceCollection services) => services.AddSingleton<SampleSeeder>().AddSingleton<MovieLensImport>();
}
