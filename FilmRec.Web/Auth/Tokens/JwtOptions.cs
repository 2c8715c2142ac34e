using System.Text;
using FilmRec.Core;

namespace FilmRec.Web.Auth.Tokens;

/// <summary>Access tokens for the API. Section "Jwt" of the configuration.</summary>
internal sealed class JwtOptions
{
    public const string Section = "Jwt";
    public const int FewestKeyBytes = 32;

    private const int FewestDifferentBytes = 8;

    /// <summary>At least 32 bytes, as base64 or as text. Without it the embedded default makes its own; several servers must share one.</summary>
    public string? Key { get; set; }

    /// <summary>The key before this one, while keys are changed: tokens that it signed are still believed, and it signs none.</summary>
    public string? PreviousKey { get; set; }

    public string Issuer { get; set; } = "FilmRec";
    public string Audience { get; set; } = "FilmRec";
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How far the clocks of two servers may be apart.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <exception cref="CannotContinueException">A value is missing or unfit; the message never holds a key.</exception>
    public static JwtOptions From(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<JwtOptions>() ?? new JwtOptions();
        if (options.AccessTokenLifetime < TimeSpan.FromMinutes(1) || options.AccessTokenLifetime > TimeSpan.FromDays(1))
        {
            throw new CannotContinueException($"Jwt__AccessTokenLifetime is {options.AccessTokenLifetime}: choose from one minute (00:01:00) to one day, or leave it out for 15 minutes.");
        }

        if (string.IsNullOrWhiteSpace(options.Issuer) || string.IsNullOrWhiteSpace(options.Audience))
        {
            throw new CannotContinueException("Jwt__Issuer and Jwt__Audience must not be empty: give them a value, or leave them out.");
        }

        if (options.Key is { Length: > 0 } && options.KeyBytes() is null)
        {
            throw new CannotContinueException($"Jwt__Key is too weak to sign tokens: give {FewestKeyBytes} random bytes or more, for example from 'openssl rand -base64 48'.");
        }

        if (options.PreviousKey is { Length: > 0 } && options.PreviousKeyBytes() is null)
        {
            throw new CannotContinueException($"Jwt__PreviousKey is too weak to check tokens with: give the key as it was in Jwt__Key, {FewestKeyBytes} bytes or more, or leave it out.");
        }

        if (FilmRecOptions.From(configuration).UsesPostgres && string.IsNullOrEmpty(options.Key))
        {
            throw new CannotContinueException(
                $"With PostgreSQL all servers must sign with one key, and Jwt__Key is not set: give every server the same {FewestKeyBytes} random bytes or more, for example from 'openssl rand -base64 48'.");
        }

        return options;
    }

    /// <summary>The configured key; null when there is none, or when it is too short or too monotonous to be secret.</summary>
    public byte[]? KeyBytes() => BytesOf(Key);

    /// <summary>As <see cref="KeyBytes"/>, of the key before.</summary>
    public byte[]? PreviousKeyBytes() => BytesOf(PreviousKey);

    /// <summary>Without the keys, which must not reach a log by accident.</summary>
    public override string ToString() => $"{nameof(JwtOptions)} {Issuer} for {Audience}";

    private static byte[]? BytesOf(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return null;
        }

        byte[] decoded = new byte[key.Length];
        byte[] bytes = Convert.TryFromBase64String(key, decoded, out int length) && length >= FewestKeyBytes ? decoded[..length] : Encoding.UTF8.GetBytes(key);
        return bytes.Length >= FewestKeyBytes && bytes.Distinct().Count() >= FewestDifferentBytes ? bytes : null;
    }
}
