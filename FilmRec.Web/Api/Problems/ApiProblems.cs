using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace FilmRec.Web.Api.Problems;

/// <summary>The one form of every error under <c>/api</c>: problem details (RFC 9457) with a trace id, and by field what is wrong with it.</summary>
internal static class ApiProblems
{
    /// <summary>Writes a problem as the whole answer.</summary>
    /// <param name="detail">What happened and what to do, in words for people; null takes the usual words for the status.</param>
    /// <param name="errors">By field, in the names that the caller used.</param>
    public static Task WriteAsync(HttpContext context, int status, string? detail = null, IDictionary<string, string[]>? errors = null)
    {
        context.Response.StatusCode = status;
        ProblemDetails problem = errors is null ? new ProblemDetails() : new HttpValidationProblemDetails(errors);
        problem.Status = status;
        problem.Detail = detail;
        return WriteAsync(context, problem);
    }

    /// <summary>As <see cref="WriteAsync(HttpContext, int, string?, IDictionary{string, string[]}?)"/>, saying when to come back.</summary>
    public static Task WriteAsync(HttpContext context, int status, TimeSpan retryAfter, string? detail = null)
    {
        RetryAfter(context, retryAfter);
        return WriteAsync(context, status, detail);
    }

    public static void RetryAfter(HttpContext context, TimeSpan wait)
        => context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    internal static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        Complete(context, problem);
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized && context.Response.Headers.WWWAuthenticate.Count == 0)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer"; // RFC 9110, section 15.5.2: each 401 says how to do better
        }

        return context.Response.WriteAsJsonAsync(problem, problem.GetType(), options: null, "application/problem+json", context.RequestAborted);
    }

    internal static void Complete(HttpContext context, ProblemDetails problem)
    {
        int status = problem.Status ?? context.Response.StatusCode;
        problem.Status = status;
        problem.Type = ProblemTexts.TypeOf(status);
        problem.Title = problem is HttpValidationProblemDetails ? ReasonPhrases.GetReasonPhrase(status) : problem.Title ?? ReasonPhrases.GetReasonPhrase(status);
        problem.Detail ??= ProblemTexts.DetailOf(status);
        problem.Instance = context.Request.Path;
        problem.Extensions.Remove("traceId");
        problem.Extensions["trace_id"] = TraceId(context);
        if (problem is HttpValidationProblemDetails validation)
        {
            validation.Errors = validation.Errors.GroupBy(error => FieldNames.InSnakeCase(error.Key))
                .ToDictionary(field => field.Key, field => field.SelectMany(error => error.Value).Distinct().ToArray());
        }
        else
        {
            problem.Extensions.TryAdd("errors", new Dictionary<string, string[]>()); // always there, so that clients need not ask
        }
    }

    /// <summary>What finds this request in the logs; also sent as X-Request-ID.</summary>
    public static string TraceId(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
}
