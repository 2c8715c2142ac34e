using BCrypt.Net;
using Microsoft.AspNetCore.Identity;
using Algorithm = BCrypt.Net.BCrypt;

namespace FilmRec.Core.Accounts.Passwords;

/// <summary>Identity's passwords as bcrypt hashes of 60 characters. Both methods take a core for as long as the cost says: call them through <see cref="HashingTurns"/>.</summary>
public sealed class BcryptPasswordHasher(PasswordHashingOptions options) : IPasswordHasher<Account>
{
    /// <summary>What bcrypt reads; the rest of a longer password would count for nothing.</summary>
    public const int MostBytes = 72;

    // Checked where there is nothing to check, so that nobody learns from the clock which names exist.
    private readonly Lazy<string> _nobody = new(() => Algorithm.HashPassword("the password of nobody", options.Cost));

    /// <summary>True when bcrypt takes every byte of it: up to 72 bytes in UTF-8, none of them zero, and no broken characters.</summary>
    public static bool CanHash(string password) => !password.Contains('\0') && PasswordRules.Bytes(password) is <= MostBytes;

    /// <exception cref="ArgumentException"><see cref="CanHash"/> is false.</exception>
    public string HashPassword(Account user, string password)
        => CanHash(password)
            ? Algorithm.HashPassword(password, options.Cost)
            : throw new ArgumentException($"bcrypt reads {MostBytes} bytes without zeros and ignores the rest.", nameof(password));

    /// <summary>As <see cref="Verify"/>.</summary>
    public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        => Verify(hashedPassword, providedPassword);

    /// <summary>Compares a password with a hash. Takes the same time without a hash, and never succeeds then.</summary>
    public PasswordVerificationResult Verify(string? hash, string password)
    {
        // A password that could not have been set is wrong, but must not be the quick kind of wrong.
        bool possible = CanHash(password);
        bool right = Matches(string.IsNullOrEmpty(hash) ? _nobody.Value : hash, possible ? password : "impossible");
        if (!right || !possible || string.IsNullOrEmpty(hash))
        {
            return PasswordVerificationResult.Failed;
        }

        return Algorithm.PasswordNeedsRehash(hash, options.Cost) ? PasswordVerificationResult.SuccessRehashNeeded : PasswordVerificationResult.Success;
    }

    private static bool Matches(string hash, string password)
    {
        try
        {
            return Algorithm.Verify(password, hash);
        }
        catch (Exception e) when (e is SaltParseException or HashInformationException or ArgumentException)
        {
            return false; // what is stored is no bcrypt hash
        }
    }
}
