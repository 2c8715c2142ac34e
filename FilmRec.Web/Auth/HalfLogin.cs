using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace FilmRec.Web.Auth;

/// <summary>Somebody who has typed the right password, and has a code to type yet.</summary>
public sealed record HalfLoggedIn(int ViewerId, string SecurityStamp, bool Remember);

/// <summary>The cookie that carries a login from its first step to its second, for five minutes. It opens nothing by itself.</summary>
public sealed class HalfLogin(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Name = "FilmRec.HalfLogin";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const char Between = '|';

    private readonly IDataProtector _protector = protection.CreateProtector("FilmRec.HalfLogin");

    public void Keep(HttpContext context, HalfLoggedIn half)
    {
        string until = (clock.GetUtcNow() + Lifetime).UtcTicks.ToString(CultureInfo.InvariantCulture);
        string text = string.Join(Between, half.ViewerId.ToString(CultureInfo.InvariantCulture), half.Remember ? "1" : "0", until, half.SecurityStamp);
        context.Response.Cookies.Append(Name, _protector.Protect(text), OptionsFor(context));
    }

    /// <summary>Null when there is none, or it is too old.</summary>
    public HalfLoggedIn? Find(HttpContext context)
        => Read(context.Request.Cookies[Name]) is [var id, var remember, var until, var stamp]
            && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out int viewerId)
            && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out long end) && clock.GetUtcNow().UtcTicks < end
            ? new HalfLoggedIn(viewerId, stamp, remember == "1")
            : null;

    public void Forget(HttpContext context) => context.Response.Cookies.Delete(Name, OptionsFor(context));

    private static CookieOptions OptionsFor(HttpContext context)
        => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };

    private string[] Read(string? cookie)
    {
        try
        {
            return string.IsNullOrEmpty(cookie) ? [] : _protector.Unprotect(cookie).Split(Between, 4);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
