using System.Security.Cryptography;

namespace FilmRec.Web.Components;

/// <summary>A number that is used once: what a page marks with it is its own, and the content policy lets it pass. Nobody else can guess it.</summary>
internal static class PageNonce
{
    private const int Bytes = 16;
    private static readonly object Key = new();

    /// <summary>The nonce of the page that answers this request.</summary>
    public static string Of(HttpContext context)
    {
        if (Find(context) is not { } nonce)
        {
            context.Items[Key] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        }

        return nonce;
    }

    /// <summary>Null when no page asked for one.</summary>
    public static string? Find(HttpContext context) => context.Items.TryGetValue(Key, out object? nonce) ? nonce as string : null;
}
