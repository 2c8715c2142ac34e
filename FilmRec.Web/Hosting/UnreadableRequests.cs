using FilmRec.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace FilmRec.Web.Hosting;

/// <summary>Tells who sent something to a page that cannot be read so, in a sentence and with a 4xx: that is no failure of the server, and nothing for its log.
/// The API has its own words for it.</summary>
internal sealed class UnreadableRequests : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException bad || ApiRoot.IsApi(httpContext) || httpContext.Response.HasStarted)
        {
            return false;
        }

        httpContext.Response.StatusCode = bad.StatusCode;
        await httpContext.Response.WriteAsync("This could not be read, so nothing has changed. Go back, reload the page and send it again.", cancellationToken);
        return true;
    }
}
