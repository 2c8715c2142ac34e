using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FilmRec.Core.Accounts;

/// <summary>Random secrets that people or programs carry, of which the database only knows a hash.</summary>
internal static class OneTimeSecret
{
    private const int Bytes = 32;

    /// <summary>256 random bits as 43 characters that need no escaping in an address.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 in hexadecimal digits. No salt and no slowness needed: nobody can guess 256 random bits.</summary>
    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
