using System.Globalization;
using System.Runtime.CompilerServices;
using FilmRec.Web.Api.Problems;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Limits;

namespace FilmRec.Web.Api;

/// <summary>Holds callers of the API to their limits, and tells them what is left (headers of the IETF draft "RateLimit header fields for HTTP").</summary>
internal static class ApiLimits
{
    private static readonly object Verdict = new();

    /// <summary>Counts every request under <c>/api</c>. After authentication, which says whose it is, and before authorisation, so that refused ones count.</summary>
    public static WebApplication UseApiLimits(this WebApplication app)
    {
        app.UseWhen(ApiRoot.IsApi, api => api.Use(async (context, next) =>
        {
            // Last of all, so that an answer that was kept for everybody says what is left for this caller.
            context.Response.OnStarting(static state =>
            {
                Tell((HttpContext)state);
                return Task.CompletedTask;
            }, context);
            var limits = context.RequestServices.GetRequiredService<RequestLimits>();
            // Where clients get tokens, a limit of its own holds: one for each of their viewers is many for one address.
            if (context.GetEndpoint()?.Metadata.GetMetadata<ClientsOwn>() is not null || await AllowAsync(context, limits, limits.TakeApi(context)))
            {
                await next(context);
            }
        }));
        return app;
    }

    /// <summary>A narrower limit for one endpoint, taken once its body <typeparamref name="T"/> is known.</summary>
    public static RouteHandlerBuilder LimitedBy<T>(
        this RouteHandlerBuilder endpoint, Func<RequestLimits, HttpContext, T, LimitVerdict> take, [CallerArgumentExpression(nameof(take))] string limit = "")
        => endpoint.WithMetadata(new NarrowLimit(limit)).AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var limits = context.RequestServices.GetRequiredService<RequestLimits>();
            return await AllowAsync(context, limits, take(limits, context, invocation.Arguments.OfType<T>().First())) ? await next(invocation) : Results.Empty;
        }).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<bool> AllowAsync(HttpContext context, RequestLimits limits, LimitVerdict taken)
    {
        var verdict = await limits.SettleAsync(taken);
        context.Items[Verdict] = verdict;
        if (!verdict.Granted)
        {
            await ApiProblems.WriteAsync(context, StatusCodes.Status429TooManyRequests, verdict.RetryAfter);
        }

        return verdict.Granted;
    }

    private static void Tell(HttpContext context)
    {
        if (context.Items[Verdict] is LimitVerdict verdict && verdict.Policy != LimitVerdict.Unlimited.Policy)
        {
            int seconds = Math.Max(1, (int)Math.Ceiling(verdict.RetryAfter.TotalSeconds));
            context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{verdict.Policy}\";q={verdict.Limit};w={FixedWindows.Window.TotalSeconds:0}");
            context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{verdict.Policy}\";r={verdict.Remaining};t={seconds}");
        }
    }
}

/// <summary>On an endpoint: it has a narrower limit than the API has.</summary>
/// <param name="Expression">What takes it, as it is written in the code: for the list of routes.</param>
internal sealed record NarrowLimit(string Expression);
