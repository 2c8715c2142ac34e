using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Core.Accounts;
using Microsoft.AspNetCore.DataProtection;

namespace FilmRec.Core.WebHooks;

/// <summary>Makes, keeps and uses the secrets of hooks.</summary>
public sealed class HookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("secrets of web hooks, 1");

    /// <summary>"whsec_" and 256 random bits.</summary>
    internal static string Create() => $"whsec_{OneTimeSecret.Create()}";

    internal string Protect(string secret) => _protector.Protect(secret);

    /// <exception cref="CryptographicException">The key ring that it was written with is gone.</exception>
    internal string Read(string protectedSecret) => _protector.Unprotect(protectedSecret);

    /// <summary>The header X-FilmRec-Signature: HMAC-SHA256 over the moment, a dot and the body, keyed with all characters of the secret.</summary>
    public static string Sign(string secret, DateTimeOffset moment, string body)
    {
        ArgumentNullException.ThrowIfNull(secret);
        string stamp = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{stamp}.{body}"));
        return $"t={stamp},v1={Convert.ToHexStringLower(mac)}";
    }
}
