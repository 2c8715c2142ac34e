using System.Reflection;
using FilmRec.Web.Api.Requests;
using Microsoft.AspNetCore.Http.Metadata;

namespace FilmRec.Web.Api;

/// <summary>One page of a list, with a link to the next one.</summary>
/// <param name="nextCursor">Where the next page begins, as the list itself names it; null on the last page.</param>
/// <param name="answer">Makes the answer with the cursor that callers see.</param>
/// <param name="tagged">With an ETag, for what is the same for everybody.</param>
internal sealed class PageOk<T>(string? nextCursor, Func<string?, T> answer, bool tagged = false) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
        builder.Metadata.Add(new PagedList());
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        string? cursor = nextCursor is null ? null : httpContext.RequestServices.GetRequiredService<ListCursors>().Seal(httpContext, nextCursor);
        NextLink.AddCursor(httpContext.Response, cursor);
        var value = answer(cursor);
        return tagged ? new TaggedOk<T>(value).ExecuteAsync(httpContext) : TypedResults.Ok(value).ExecuteAsync(httpContext);
    }
}
