using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FilmRec.Web.Api.Requests;

/// <summary>Whether a caller takes what an endpoint gives (RFC 9110, section 12.5.1).</summary>
internal static class AcceptedTypes
{
    private const string Json = "application/json";

    /// <summary>True where the header Accept is missing, or allows JSON or another type of the endpoint. One that cannot be read says nothing.</summary>
    public static bool Include(HttpRequest request, Endpoint endpoint)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || accept is ["*/*"] || accept is [Json] || !MediaTypeHeaderValue.TryParseList(accept, out var ranges) || ranges.Count == 0)
        {
            return true;
        }

        return QualityOf(Json, ranges) > 0
            || endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(answer => answer.StatusCode is >= 200 and < 300)
                .SelectMany(answer => answer.ContentTypes).Any(type => QualityOf(type, ranges) > 0);
    }

    // The most exact range decides, whatever stands beside it: "application/json;q=0, */*" takes anything but JSON.
    private static double QualityOf(StringSegment type, IList<MediaTypeHeaderValue> ranges)
    {
        var best = ranges.Where(range => range.MatchesMediaType(type)).OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0).FirstOrDefault();
        return best is null ? 0 : best.Quality ?? 1;
    }
}
