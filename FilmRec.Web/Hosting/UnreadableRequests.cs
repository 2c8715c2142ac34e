using FilmRec.Core;
using FilmRec.Web.Api;
using FilmRec.Web.Api.Problems;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace FilmRec.Web.Hosting;

/// <summary>Tells who sent something to a page that cannot be read so, in a sentence and with a 4xx, and who came when too many were there, with a 503: that is no
/// failure of the server, and nothing for its log. The API has its own words for it.</summary>
internal sealed class UnreadableRequests : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (ApiRoot.IsApi(httpContext) || httpContext.Response.HasStarted)
        {
            return false;
        }

        if (exception is OverloadedException busy)
        {
            httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            ApiProblems.RetryAfter(httpContext, busy.RetryAfter);
            await httpContext.Response.WriteAsync($"{busy.Message} Reload in a moment.", cancellationToken);
            return true;
        }

        if (StatusOf(exception, httpContext.Request) is not { } status)
        {
            return false;
        }

        httpContext.Response.StatusCode = status;
        await httpContext.Response.WriteAsync("This could not be read, so nothing has changed. Go back, reload the page and send it again.", cancellationToken);
        return true;
    }

    // Forms with too many fields, with characters that no form has, or cut short are found out while their token is looked for.
    private static int? StatusOf(Exception exception, HttpRequest request) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        InvalidDataException or IOException when request.HasFormContentType => StatusCodes.Status400BadRequest,
        _ => null,
    };
}
