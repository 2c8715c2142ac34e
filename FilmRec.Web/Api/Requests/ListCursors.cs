using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace FilmRec.Web.Api.Requests;

/// <summary>
/// Seals the cursors of lists with a code that only servers with the signing key can make, so that a cursor counts for the list that gave it, with the
/// same filters, for the same viewer, and only as it was given. A changed key makes old cursors void: the list is begun again.
/// </summary>
internal sealed class ListCursors(SigningKey key)
{
    private const int CodeBytes = 12;
    private const int LongestCursor = 3000;

    // Not for tokens and cursors the same.
    private readonly Lazy<byte[]> _key = new(() => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Value.Key, 32, info: "FilmRec list cursors"u8.ToArray()));

    /// <summary>What a caller gets to see of a cursor. The same cursor looks the same each time, so that ETags hold.</summary>
    public string Seal(HttpContext context, string cursor) => $"{cursor}.{CodeOf(context, cursor)}";

    /// <summary>False for anything that <see cref="Seal"/> has not made for this list, these filters and this viewer.</summary>
    public bool TryOpen(HttpContext context, string? sealedCursor, out string cursor)
    {
        cursor = "";
        int dot = sealedCursor?.LastIndexOf('.') ?? -1;
        if (sealedCursor is not { Length: <= LongestCursor } || dot < 0)
        {
            return false;
        }

        cursor = sealedCursor[..dot];
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sealedCursor[(dot + 1)..]), Encoding.UTF8.GetBytes(CodeOf(context, cursor)));
    }

    private string CodeOf(HttpContext context, string cursor)
    {
        var endpoint = context.GetEndpoint() as RouteEndpoint;
        string viewer = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is null ? CurrentViewer.Of(context.User)?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "" : "";
        var text = new StringBuilder($"{endpoint?.RoutePattern.RawText}\n{viewer}\n{cursor}\n");
        foreach (var (name, values) in context.Request.Query.Where(parameter => parameter.Key is not ("cursor" or "limit")).OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            text.AppendJoin('\n', values.Select(value => $"{name}={value}")).Append('\n');
        }

        return Base64Url.EncodeToString(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, CodeBytes));
    }
}

/// <summary>Marks endpoints whose query may hold a cursor that <see cref="ListCursors"/> has sealed.</summary>
internal sealed class PagedList;
