using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Overview;

public static class OverviewRegistration
{
    public static IServiceCollection AddOverview(this IServiceCollection services)
        => services.AddSingleton<ProcessMeter>().AddSingleton<OverviewLooks>().AddSingleton<SystemOverview>();
}
