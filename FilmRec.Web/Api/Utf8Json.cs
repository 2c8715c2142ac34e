using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace FilmRec.Web.Api;

/// <summary>An answer of the type <typeparamref name="T"/> that has been written as JSON already.</summary>
/// <param name="body">As it goes out.</param>
/// <param name="next">The address of the next page; null when there is none.</param>
internal sealed class Utf8Json<T>(ReadOnlyMemory<byte> body, string? next) : IResult, IEndpointMetadataProvider, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        NextLink.Add(response, next);
        return response.BodyWriter.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
