using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Api.Requests;

/// <summary>What holds for requests to all endpoints of the API, looked at before any of them runs.</summary>
internal static class RequestChecks
{
    /// <summary>An address that is longer than this is refused. The server itself takes longer ones, so that the refusal is a problem document too.</summary>
    public const int LongestAddress = 8 * 1024;

    private const string Cursor = "cursor";

    /// <summary>Refuses addresses without end with 414. First of all, for pages too.</summary>
    public static WebApplication UseAddressLimit(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            if (LengthOf(context) <= LongestAddress)
            {
                return next(context);
            }

            if (ApiRoot.IsApi(context))
            {
                return ApiProblems.WriteAsync(context, StatusCodes.Status414UriTooLong);
            }

            context.Response.StatusCode = StatusCodes.Status414UriTooLong;
            return Task.CompletedTask;
        });
        return app;
    }

    /// <summary>Refuses answers of a type that the caller does not take (406), parameters that come twice, and cursors of other lists (400). After authorisation, which has the first word.</summary>
    public static WebApplication UseApiRequestChecks(this WebApplication app)
    {
        app.UseWhen(ApiRoot.IsApi, api => api.Use(CheckAsync));
        return app;
    }

    private static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(context);
        }

        if (!AcceptedTypes.Include(context.Request, endpoint))
        {
            return ApiProblems.WriteAsync(context, StatusCodes.Status406NotAcceptable);
        }

        if (context.Request.QueryString.HasValue)
        {
            if (FindRepeated(context.Request.Query, endpoint) is { } twice)
            {
                return Refuse(context, twice, "This parameter can be given once.");
            }

            if (!TryOpenCursor(context, endpoint))
            {
                return Refuse(context, Cursor, "This cursor is not one that this list has given, with these filters and to you: start again without it.");
            }
        }

        return next(context);
    }

    private static string? FindRepeated(IQueryCollection query, RouteEndpoint endpoint)
    {
        string? twice = query.Where(parameter => parameter.Value.Count > 1).Select(parameter => parameter.Key).FirstOrDefault(name => !MayRepeat(endpoint, name));
        return twice is null ? null : endpoint.Metadata.OfType<IParameterBindingMetadata>().Select(NameOf).FirstOrDefault(name => string.Equals(name, twice, StringComparison.OrdinalIgnoreCase));
    }

    private static bool MayRepeat(RouteEndpoint endpoint, string name)
        => endpoint.Metadata.OfType<IParameterBindingMetadata>().Any(parameter => parameter.ParameterInfo.ParameterType.IsArray && NameOf(parameter) == name);

    private static string NameOf(IParameterBindingMetadata parameter)
        => parameter.ParameterInfo.GetCustomAttributes(inherit: true).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name;

    private static bool TryOpenCursor(HttpContext context, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<PagedList>() is null || !context.Request.Query.TryGetValue(Cursor, out var given))
        {
            return true;
        }

        if (!context.RequestServices.GetRequiredService<ListCursors>().TryOpen(context, given, out string cursor))
        {
            return false;
        }

        var query = QueryHelpers.ParseQuery(context.Request.QueryString.Value);
        query[Cursor] = cursor;
        context.Request.QueryString = QueryString.Create(query);
        return true;
    }

    private static Task Refuse(HttpContext context, string parameter, string problem)
        => ApiProblems.WriteAsync(context, StatusCodes.Status400BadRequest, errors: new Dictionary<string, string[]> { [parameter] = [problem] });

    private static int LengthOf(HttpContext context)
        => context.Features.Get<IHttpRequestFeature>() is { RawTarget.Length: > 0 and int raw } ? raw : context.Request.Path.Value!.Length + (context.Request.QueryString.Value?.Length ?? 0); // never null
}
