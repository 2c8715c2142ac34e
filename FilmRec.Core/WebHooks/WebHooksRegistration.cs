using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.WebHooks;

public static class WebHooksRegistration
{
    /// <summary>What keeps and sends web hooks. Nothing runs by itself.</summary>
    public static IServiceCollection AddWebHooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => WebHookOptions.From(configuration));
        services.AddSingleton<HookTargets>();
        services.AddSingleton<HostLookup>(Dns.GetHostAddressesAsync);
        services.AddSingleton<HookConnections>();
        services.AddSingleton<HookSecrets>();
        services.AddSingleton<HookSender>();
        return services.AddSingleton<HookAdministration>();
    }

    /// <summary>For servers: sends what is due.</summary>
    public static IServiceCollection AddHookWorker(this IServiceCollection services)
        => services.AddSingleton<HookWorker>().AddHostedService(provider => provider.GetRequiredService<HookWorker>());
}
