using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Api;

/// <summary>Tags of answers, made from their content, and the conditions that callers make with them (RFC 9110, section 13).</summary>
internal static class EntityTags
{
    private const int TagBytes = 15;

    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> body) => new($"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, TagBytes))}\"");

    /// <summary>Whether the caller has this already: If-None-Match names it, weakly or not, or is "*".</summary>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag)
        => request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    /// <summary>Whether a change may go on: there is no If-Match, or it names this tag, not weakly, or is "*". One that cannot be read names nothing.</summary>
    public static bool AllowChange(HttpRequest request, EntityTagHeaderValue tag)
        => request.Headers.IfMatch.Count == 0
            || request.GetTypedHeaders().IfMatch.Any(wanted => wanted.Equals(EntityTagHeaderValue.Any) || wanted.Compare(tag, useStrongComparison: true));
}
