using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace FilmRec.Web.Auth;

/// <summary>
/// Over HTTPS every cookie of this site is called <c>__Host-…</c>: browsers then keep it for this host alone, for all its paths, and only when it came over HTTPS,
/// so that nobody who holds a neighbouring host or the plain connection can plant one. Over plain HTTP, which is for one's own machine, browsers refuse
/// such names, and cookies have none but their own. Everything behind this knows cookies by their own names.
/// </summary>
internal static class HostCookies
{
    public const string Prefix = "__Host-";

    private static readonly object OldName = new();

    /// <summary>After the forwarded headers, which say whether it is HTTPS; before whatever reads or writes a cookie.</summary>
    public static WebApplication UseHostCookies(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (context.Request.IsHttps)
            {
                context.Features.Set<IRequestCookiesFeature>(new Received(context));
                context.Features.Set<IResponseCookiesFeature>(new Sent(new Prefixing(context.Response.Cookies)));
            }

            return next(context);
        });
        return app;
    }

    /// <summary>True when the login came under the name that it had before it got the prefix.</summary>
    public static bool CameUnderItsOldName(HttpContext context) => context.Items.ContainsKey(OldName);

    /// <summary>Takes the cookie with the old name away, now that there is one with the new name.</summary>
    public static void ForgetOldName(HttpContext context)
        => context.Response.Headers.Append("Set-Cookie", $"{PageCookie.Name}=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; secure; samesite=lax; httponly");

    /// <summary>The cookies with the prefix, without it; and the login of a time before the prefix, whose tickets can be told from later ones.</summary>
    private sealed class Received(HttpContext context) : IRequestCookiesFeature, IRequestCookieCollection
    {
        private readonly Dictionary<string, string> _cookies = Read(context);

        [AllowNull]
        public IRequestCookieCollection Cookies
        {
            get => this;
            set => throw new NotSupportedException("The cookies of a request are what the browser sent.");
        }

        public int Count => _cookies.Count;
        public ICollection<string> Keys => _cookies.Keys;
        public string? this[string key] => _cookies.GetValueOrDefault(key);

        public bool ContainsKey(string key) => _cookies.ContainsKey(key);

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _cookies.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _cookies.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static Dictionary<string, string> Read(HttpContext context)
        {
            var all = context.Request.Cookies;
            var cookies = new Dictionary<string, string>(all.Count, StringComparer.Ordinal);
            foreach (var (name, value) in all)
            {
                if (name.StartsWith(Prefix, StringComparison.Ordinal))
                {
                    cookies[name[Prefix.Length..]] = value;
                }
            }

            if (!cookies.ContainsKey(PageCookie.Name) && all[PageCookie.Name] is { } old)
            {
                cookies[PageCookie.Name] = old;
                context.Items[OldName] = true;
            }

            return cookies;
        }
    }

    private sealed class Sent(IResponseCookies cookies) : IResponseCookiesFeature
    {
        public IResponseCookies Cookies => cookies;
    }

    private sealed class Prefixing(IResponseCookies inner) : IResponseCookies
    {
        public void Append(string key, string value) => inner.Append(Prefix + key, value, Strict(new CookieOptions()));

        public void Append(string key, string value, CookieOptions options) => inner.Append(Prefix + key, value, Strict(options));

        public void Delete(string key) => inner.Delete(Prefix + key, Strict(new CookieOptions()));

        public void Delete(string key, CookieOptions options) => inner.Delete(Prefix + key, Strict(options));

        // What the prefix demands, or browsers drop the cookie.
        private static CookieOptions Strict(CookieOptions options) => new(options)
        {
            Domain = null,
            Path = "/",
            Secure = true,
            SameSite = options.SameSite is SameSiteMode.Unspecified or SameSiteMode.None ? SameSiteMode.Lax : options.SameSite,
        };
    }
}
