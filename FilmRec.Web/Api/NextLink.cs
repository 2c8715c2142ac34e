using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Api;

/// <summary>The header <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288) of every list that goes on. The address is relative, so that it holds behind any proxy.</summary>
internal static class NextLink
{
    private const string Cursor = "cursor";

    /// <param name="response">Not begun yet.</param>
    /// <param name="address">On this server; null for the last page.</param>
    public static void Add(HttpResponse response, string? address)
    {
        if (address is not null)
        {
            response.Headers.Append("Link", $"<{response.HttpContext.Request.PathBase}{address}>; rel=\"next\"");
        }
    }

    /// <summary>The same for lists with cursors: this request once more, with another cursor.</summary>
    public static void AddCursor(HttpResponse response, string? cursor)
    {
        if (cursor is null)
        {
            return;
        }

        var request = response.HttpContext.Request;
        var query = QueryHelpers.ParseQuery(request.QueryString.Value);
        query[Cursor] = cursor;
        Add(response, request.Path.ToUriComponent() + QueryString.Create(query).ToUriComponent());
    }
}
