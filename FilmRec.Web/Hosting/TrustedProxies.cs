using System.Net;
using FilmRec.Core;
using Microsoft.AspNetCore.HttpOverrides;

namespace FilmRec.Web.Hosting;

/// <summary>Whose word is believed about the address a request came from. Nobody's, unless the configuration names them.</summary>
internal static class TrustedProxies
{
    private const string Section = "FilmRec:TrustedProxies";

    /// <exception cref="CannotContinueException">An entry is neither an address nor a network.</exception>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        string[] entries = configuration.GetSection(Section).Get<string[]>() ?? [];
        var networks = entries.Select(Parse).ToArray();
        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }

    private static System.Net.IPNetwork Parse(string entry)
    {
        if (System.Net.IPNetwork.TryParse(entry, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(entry, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new CannotContinueException(
                $"FilmRec__TrustedProxies holds '{entry}', which is neither an address (10.0.0.5) nor a network (10.0.0.0/8): mend it or leave it out.");
    }
}
