using System.Security.Cryptography;
using FilmRec.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OtpNet;

namespace FilmRec.Core.Accounts.SecondFactors;

/// <summary>Makes and checks the codes of second factors. Each works once, however many try it at the same time.</summary>
public sealed class SecondFactorCodes(IDataProtectionProvider protection, ILogger<SecondFactorCodes> logger)
{
    /// <summary>How many recovery codes somebody is given.</summary>
    public const int RecoveryCodes = 10;

    private const int SecretBytes = 20; // what RFC 4226 recommends
    private const int Digits = 6;
    private const int RecoveryLength = 16;
    private const int GroupLength = 4;

    // Nothing that is read wrongly off paper: no i, l, o, u, 0 or 1. Sixteen of these thirty signs are 78 random bits.
    private const string RecoverySigns = "abcdefghjkmnpqrstvwxyz23456789";

    // Clocks of phones go wrong: the code before and the code after are right, too.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly IDataProtector _protector = protection.CreateProtector("FilmRec.SecondFactor");

    internal static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    internal string Protect(int viewerId, byte[] secret) => ProtectorOf(viewerId).Protect(Base32Encoding.ToString(secret));

    /// <summary>Ten new recovery codes, readable: "k7pm-…".</summary>
    internal static string[] NewRecoveryCodes()
        => [.. Enumerable.Range(0, RecoveryCodes).Select(_ => string.Join('-', new string(RandomNumberGenerator.GetItems<char>(RecoverySigns, RecoveryLength)).Chunk(GroupLength).Select(group => new string(group))))];

    /// <summary>What is stored of a recovery code, however it is written.</summary>
    internal static string HashOf(string recoveryCode) => OneTimeSecret.Hash(Plain(recoveryCode).ToLowerInvariant());

    /// <summary>The half minute that a code from the app belongs to, or null when it is not the right one at this moment.</summary>
    internal static long? StepOf(byte[] secret, string code, DateTimeOffset now)
        => Plain(code) is { Length: Digits } digits && new Totp(secret).VerifyTotp(now.UtcDateTime, digits, out long step, Window) ? step : null;

    /// <summary>Uses a code from the app, or a recovery code, inside the caller's transaction. False when it is wrong or was used before.</summary>
    internal async Task<bool> UseAsync(FilmRecDb db, int viewerId, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        string plain = Plain(code);
        if (plain.Length == RecoveryLength)
        {
            string hash = HashOf(plain);
            return await db.RecoveryCodes.Where(c => c.ViewerId == viewerId && c.CodeHash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
        }

        return await db.SecondFactors.AsNoTracking().SingleOrDefaultAsync(f => f.ViewerId == viewerId, cancellationToken) is { } factor
            && Unprotect(factor) is { } secret && StepOf(secret, plain, now) is { } step
            && await db.SecondFactors.Where(f => f.ViewerId == viewerId && f.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), cancellationToken) == 1;
    }

    // People copy codes with the gaps that apps and lists show.
    private static string Plain(string code) => code.Length > 100 ? "" : string.Concat(code.Where(c => !char.IsWhiteSpace(c) && c != '-'));

    private IDataProtector ProtectorOf(int viewerId) => _protector.CreateProtector($"{viewerId}");

    private byte[]? Unprotect(SecondFactor factor)
    {
        try
        {
            return Base32Encoding.ToBytes(ProtectorOf(factor.ViewerId).Unprotect(factor.ProtectedSecret));
        }
        catch (CryptographicException e)
        {
            logger.LogError(e, "The second factor of viewer {ViewerId} cannot be read: the key ring has changed. An administrator can switch it off", factor.ViewerId);
            return null;
        }
    }
}
