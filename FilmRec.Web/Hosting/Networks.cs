using System.Net;
using FilmRec.Core;

namespace FilmRec.Web.Hosting;

/// <summary>Addresses and networks as the configuration names them.</summary>
internal static class Networks
{
    /// <param name="section">Of the configuration, a list: "FilmRec:TrustedProxies".</param>
    /// <param name="otherwise">When the configuration says nothing.</param>
    /// <exception cref="CannotContinueException">An entry is neither an address nor a network.</exception>
    public static System.Net.IPNetwork[] Read(IConfiguration configuration, string section, params string[] otherwise)
        => [.. (configuration.GetSection(section).Get<string[]>() ?? otherwise).Select(entry => Parse(entry, section))];

    public static bool Contain(System.Net.IPNetwork[] networks, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(networks, network => network.Contains(plain));
    }

    private static System.Net.IPNetwork Parse(string entry, string section)
    {
        if (System.Net.IPNetwork.TryParse(entry, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(entry, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new CannotContinueException(
                $"{section.Replace(":", "__", StringComparison.Ordinal)} holds '{entry}', which is neither an address (10.0.0.5) nor a network (10.0.0.0/8): mend it or leave it out.");
    }
}
