using System.Globalization;
using System.Net;

namespace FilmRec.Core.WebHooks;

/// <summary>Says which addresses a hook may have: only those of hosts that the configuration names, written plainly.</summary>
public sealed class HookTargets(WebHookOptions options)
{
    /// <summary>False while the configuration names no host.</summary>
    public bool AnyAllowed => options.AllowedHosts.Count + options.AllowedLoopback.Count > 0;

    /// <summary>What is wrong with an address, in a sentence that says what to do; null when nothing is.</summary>
    public string? ProblemOf(string? url)
    {
        if (!AnyAllowed)
        {
            return "This installation sends no web hooks: name the hosts that may be told in FilmRec__WebHooks__AllowedHosts, and start it again.";
        }

        // What browsers, this program and a receiver might read differently is not let in at all.
        if (url is not { Length: > 0 and <= WebHook.UrlLength } || url.Any(c => c is <= ' ' or >= '\x7f' or '\\') || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return $"Give an address like https://hooks.example.org/filmrec, in plain letters and at most {WebHook.UrlLength} of them.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        {
            return "The address must begin with https://.";
        }

        if (uri.UserInfo.Length > 0 || AuthorityOf(url).Contains('@'))
        {
            return "Leave the name and password out of the address: deliveries are signed instead.";
        }

        if (uri.Fragment.Length > 0)
        {
            return "Leave out what comes after #: it is never sent.";
        }

        return IsListed(uri) && AuthorityOf(url).Equals(uri.Authority, StringComparison.OrdinalIgnoreCase) ? null
            : $"The host {uri.Host} is not allowed{(uri.Scheme == Uri.UriSchemeHttp ? " over plain http" : "")}: an operator can name it in FilmRec__WebHooks__AllowedHosts.";
    }

    /// <summary>True for an address of this machine that was allowed for development, by host and port.</summary>
    public bool IsAllowedLoopback(string host, int port, IPAddress address)
        => IPAddress.IsLoopback(address) && !address.IsIPv4MappedToIPv6
            && options.AllowedLoopback.Contains(string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"), StringComparer.OrdinalIgnoreCase);

    private bool IsListed(Uri uri)
    {
        string withPort = string.Create(CultureInfo.InvariantCulture, $"{uri.Host}:{uri.Port}");
        string[] names = uri.IsDefaultPort ? [uri.Host, withPort] : [withPort];
        return uri.Scheme == Uri.UriSchemeHttps
            ? names.Any(name => options.AllowedHosts.Contains(name, StringComparer.OrdinalIgnoreCase))
            : names.Any(name => options.AllowedHosts.Contains($"http://{name}", StringComparer.OrdinalIgnoreCase)) || options.AllowedLoopback.Contains(withPort, StringComparer.OrdinalIgnoreCase);
    }

    // As it was written, before 0x7f000001 becomes 127.0.0.1 and a port loses its zeros.
    private static string AuthorityOf(string url)
    {
        int from = url.IndexOf("://", StringComparison.Ordinal);
        string rest = from < 0 ? "" : url[(from + 3)..];
        string authority = rest[..(rest.IndexOfAny(['/', '?', '#']) is >= 0 and var end ? end : rest.Length)];
        string port = url.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return authority.EndsWith(port, StringComparison.Ordinal) ? authority[..^port.Length] : authority;
    }
}
