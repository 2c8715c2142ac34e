using System.Net;
using System.Net.Sockets;
using FilmRec.Core.Accounts;

namespace FilmRec.Web.Auth.Limits;

/// <summary>Says whether one more request is allowed. Every call counts.</summary>
public sealed class RequestLimits
{
    private const int ExportsPerMinute = 3;

    private readonly RateLimitOptions _options;
    private readonly FixedWindows _windows;
    private readonly LimitExchange? _exchange;

    /// <summary>For one server alone.</summary>
    public RequestLimits(RateLimitOptions options, TimeProvider clock) => (_options, _windows) = (options, new FixedWindows(clock));

    internal RequestLimits(RateLimitOptions options, FixedWindows windows, LimitExchange exchange) => (_options, _windows, _exchange) = (options, windows, exchange);

    /// <summary>
    /// Looks again at a verdict that was given without knowing what the other servers have allowed meanwhile. That is so for few requests of a caller: those
    /// with which this server would give out more than its share of what is left. They wait for the next exchanges of counts, half a second at most.
    /// </summary>
    public ValueTask<LimitVerdict> SettleAsync(LimitVerdict verdict)
        => _exchange is null || !verdict.IsOpen ? ValueTask.FromResult(verdict) : _exchange.SettleAsync(verdict);

    /// <summary>An attempt to log in: limited by address, so that nobody tries many names, and by name, so that many addresses do not try one.</summary>
    /// <param name="userName">As typed; whether it exists does not matter.</param>
    public LimitVerdict TakeLogin(HttpContext context, string userName)
        => Take("login", AddressOf(context), _options.LoginsPerMinute).And(Take("login-account", NameKey(userName), _options.LoginsPerMinute));

    public LimitVerdict TakeRegistration(HttpContext context) => Take("registration", AddressOf(context), _options.RegistrationsPerMinute);

    /// <summary>A code after a password: as an attempt to log in.</summary>
    public LimitVerdict TakeCode(HttpContext context, int viewerId)
        => Take("login", AddressOf(context), _options.LoginsPerMinute).And(Take("login-account", $"viewer {viewerId}", _options.LoginsPerMinute));

    /// <summary>Asking for a link for a new password, or using one: by address, and where a mail address is typed by that, too.</summary>
    /// <param name="email">As typed; whether an account has it does not matter.</param>
    public LimitVerdict TakeReset(HttpContext context, string? email)
        => Take("password-reset", AddressOf(context), _options.RegistrationsPerMinute) is var byAddress && email is null
            ? byAddress
            : byAddress.And(Take("password-reset-account", NameKey(email ?? ""), _options.RegistrationsPerMinute));

    /// <summary>A token for a service client: limited by address and by the client that is named, whether it exists or not.</summary>
    public LimitVerdict TakeClientToken(HttpContext context, string clientId)
        => Take("client-token", AddressOf(context), _options.ClientTokensPerMinute).And(Take("client-token-id", NameKey(clientId), _options.ClientTokensPerMinute));

    /// <summary>A download of everything about a viewer, which reads a lot.</summary>
    public LimitVerdict TakeExport(int viewerId) => Take("export", $"viewer {viewerId}", ExportsPerMinute);

    /// <summary>A request to the API: by account with a token, by the service client that acts, else by address.</summary>
    public LimitVerdict TakeApi(HttpContext context)
    {
        var viewer = CurrentViewer.Of(context.User) is { } known ? Take("account", $"viewer {known.Id}", _options.SignedInPerMinute) : (LimitVerdict?)null;
        return context.User.FindFirst(ViewerClaims.Client)?.Value is { } client
            ? Take("client", client, _options.ClientPerMinute) is var byClient && viewer is { } byViewer ? byClient.And(byViewer) : byClient
            : viewer ?? Take("address", AddressOf(context), _options.AnonymousPerMinute);
    }

    private LimitVerdict Take(string policy, string partition, int limit)
        => _options.Enabled ? _windows.Take(policy, partition, limit) : LimitVerdict.Unlimited;

    // Someone who has one IPv6 address has 2^64 of them.
    internal static string AddressOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPNetwork(Prefix(address), 64).ToString() : address.ToString();
    }

    private static IPAddress Prefix(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }

    // Longer than any name is one partition for all, so that nobody fills the memory with names.
    private static string NameKey(string userName) => userName.Length > Account.EmailLength ? "too long" : userName.ToUpperInvariant();
}
