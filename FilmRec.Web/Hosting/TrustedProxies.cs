using FilmRec.Core;
using Microsoft.AspNetCore.HttpOverrides;

namespace FilmRec.Web.Hosting;

/// <summary>Whose word is believed about the address a request came from, and whether it came over HTTPS. Nobody's, unless the configuration names them.</summary>
internal static class TrustedProxies
{
    private const string Section = "FilmRec:TrustedProxies";

    /// <exception cref="CannotContinueException">An entry is neither an address nor a network.</exception>
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var networks = Networks.Read(configuration, Section);
        return services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = networks.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null; // from the last hop backwards, as long as each is a proxy of ours: what a client wrote itself is never reached
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
    }
}
