using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FilmRec.Core.Bulk;

/// <summary>Keys of movies that clients bring: whose they are, and by what the client knows them. Of a fixed length, whatever the client's own ids look like.</summary>
internal static class MovieIdentity
{
    private const int ClientDigits = 16;
    private const int IdentityDigits = 40;
    private const char External = 'x';

    /// <summary>What the keys of all movies of a client begin with.</summary>
    public static string PrefixOf(string clientId) => Digits(clientId, ClientDigits) + "-";

    /// <summary>The key of a movie that nobody has brought yet.</summary>
    public static string KeyOf(string prefix, MovieLine line) => line switch
    {
        { ExternalId: { } id } => KeyOf(prefix, id),
        { ImdbId: { } id } => $"{prefix}i{Digits(id, IdentityDigits)}",
        { TmdbId: { } id } => $"{prefix}t{Digits(id.ToString(CultureInfo.InvariantCulture), IdentityDigits)}",
        _ => $"{prefix}n{Digits($"{TitleOf(line)}|{line.ReleaseYear}", IdentityDigits)}",
    };

    public static string KeyOf(string prefix, string externalId) => $"{prefix}{External}{Digits(externalId, IdentityDigits)}";

    /// <summary>True where the client knows this movie of its own by another external id: then it is another movie, whatever its title.</summary>
    public static bool HasExternalId(string key, string prefix) => key.Length > prefix.Length && key[prefix.Length] == External;

    private static string TitleOf(MovieLine line) => line.NormalizedTitle.Length > 0 ? line.NormalizedTitle : line.Title;

    private static string Digits(string text, int digits) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
