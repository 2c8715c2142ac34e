using System.Globalization;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Auth.Limits;

namespace FilmRec.Web.Api;

/// <summary>Holds callers of the API to their limits, and tells them what is left (headers of the IETF draft "RateLimit header fields for HTTP").</summary>
internal static class ApiLimits
{
    /// <summary>Counts every request under <c>/api</c>. After authentication, which says whose it is, and before authorisation, so that refused ones count.</summary>
    public static WebApplication UseApiLimits(this WebApplication app)
    {
        app.UseWhen(ApiRoot.IsApi, api => api.Use(async (context, next) =>
        {
            if (await AllowAsync(context, context.RequestServices.GetRequiredService<RequestLimits>().TakeApi(context)))
            {
                await next(context);
            }
        }));
        return app;
    }

    /// <summary>A narrower limit for one endpoint, taken once its body <typeparamref name="T"/> is known.</summary>
    public static RouteHandlerBuilder LimitedBy<T>(this RouteHandlerBuilder endpoint, Func<RequestLimits, HttpContext, T, LimitVerdict> take)
        => endpoint.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var verdict = take(context.RequestServices.GetRequiredService<RequestLimits>(), context, invocation.Arguments.OfType<T>().First());
            return await AllowAsync(context, verdict) ? await next(invocation) : Results.Empty;
        }).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<bool> AllowAsync(HttpContext context, LimitVerdict verdict)
    {
        if (verdict == LimitVerdict.Unlimited)
        {
            return true;
        }

        int seconds = Math.Max(1, (int)Math.Ceiling(verdict.RetryAfter.TotalSeconds));
        context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{verdict.Policy}\";q={verdict.Limit};w={FixedWindows.Window.TotalSeconds:0}");
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{verdict.Policy}\";r={verdict.Remaining};t={seconds}");
        if (!verdict.Granted)
        {
            await ApiProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, verdict.RetryAfter);
        }

        return verdict.Granted;
    }
}
