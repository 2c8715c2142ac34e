using System.Net;
using System.Net.Sockets;

namespace FilmRec.Core.WebHooks;

/// <summary>Finds the addresses of a host. Tests give their own answers.</summary>
public delegate Task<IPAddress[]> HostLookup(string host, CancellationToken cancellationToken);

/// <summary>Opens connections for hooks. What is judged is the address that is then connected to, so a name whose answers change gains nothing.</summary>
public sealed class HookConnections(HookTargets targets, HostLookup lookup)
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A client that follows no redirect, uses no proxy, keeps no cookie and no connection, and gives up after ten seconds.</summary>
    public HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = ConnectPatience,
            PooledConnectionLifetime = TimeSpan.Zero, // each delivery is judged anew
            MaxResponseHeadersLength = 16, // kilobytes
            MaxResponseDrainSize = 0,
            ActivityHeadersPropagator = null,
            ConnectCallback = ConnectAsync,
        };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Patience };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        (string host, int port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookup(host, cancellationToken);
        if (addresses.Length == 0 || addresses.Any(address => !PublicAddresses.Include(address) && !targets.IsAllowedLoopback(host, port, address)))
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has an address that is not of the public internet.</summary>
public sealed class ForbiddenAddressException() : Exception("The host leads to an address that is not of the public internet.");
