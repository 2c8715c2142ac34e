using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Core.Clients;

public static class ClientsRegistration
{
    /// <summary>Registers service clients and the viewers whom they name.</summary>
    public static IServiceCollection AddClients(this IServiceCollection services)
        => services.AddSingleton<ServiceClients>().AddSingleton<ClientStandings>().AddSingleton<ExternalViewers>();
}
