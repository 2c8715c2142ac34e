using System.Text;

namespace FilmRec.Core.Accounts.Passwords;

/// <summary>What a new password must be: long enough, not too long to be hashed whole, and not what everybody tries first (NIST SP 800-63B, section 3.1.1).</summary>
public static class PasswordRules
{
    public const int FewestCharacters = 8;
    private const string Product = "filmrec";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when the password may be used, else one sentence for the person who chose it.</summary>
    public static string? ProblemOf(string password, string userName)
    {
        if (password.EnumerateRunes().Count() < FewestCharacters)
        {
            return $"Use at least {FewestCharacters} characters.";
        }

        if (password.Contains('\0'))
        {
            return "One of the characters cannot be used in a password: leave out the zero character.";
        }

        return Bytes(password) switch
        {
            null => "One of the characters is broken: type the password again.",
            > BcryptPasswordHasher.MostBytes and var bytes => $"Use a shorter password: this one takes {bytes} bytes, {BcryptPasswordHasher.MostBytes} are possible.",
            _ when userName.Length > 0 && password.Contains(userName, StringComparison.OrdinalIgnoreCase) => "Choose a password that does not contain your user name.",
            _ when password.Contains(Product, StringComparison.OrdinalIgnoreCase) => "Choose a password that does not contain the name of this site.",
            _ when CommonPasswords.Contains(password) => "Many people use this password, so it is among the first that others try: choose another.",
            _ => null,
        };
    }

    /// <summary>Length in UTF-8, or null when the text is not valid (half a surrogate pair).</summary>
    internal static int? Bytes(string password)
    {
        try
        {
            return Strict.GetByteCount(password);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
