using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using FilmRec.Core;
using Microsoft.AspNetCore.Diagnostics;

namespace FilmRec.Web.Api.Problems;

/// <summary>Turns what endpoints throw into problems, without a word of the exception.</summary>
internal sealed partial class ApiExceptionHandler(ILogger<ApiExceptionHandler> logger) : IExceptionHandler
{
    private static readonly TimeSpan DatabasePatience = TimeSpan.FromSeconds(5);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!ApiRoot.IsApi(httpContext))
        {
            return false;
        }

        switch (exception)
        {
            case BadHttpRequestException bad:
                await ApiProblems.WriteAsync(httpContext, bad.StatusCode, DetailOf(bad), ErrorsOf(bad));
                break;
            case OverloadedException busy:
                await ApiProblems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, busy.RetryAfter, busy.Message);
                break;
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                break;
            case var _ when IsDatabaseAway(exception):
                logger.LogError(exception, "The database does not answer");
                await ApiProblems.WriteAsync(httpContext, StatusCodes.Status503ServiceUnavailable, DatabasePatience);
                break;
            default:
                logger.LogError(exception, "A request failed: {Method} {Endpoint}", httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
                await ApiProblems.WriteAsync(httpContext, StatusCodes.Status500InternalServerError);
                break;
        }

        return true;
    }

    private static bool IsDatabaseAway(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is TimeoutException or DbException { IsTransient: true })
            {
                return true;
            }
        }

        return false;
    }

    private static string? DetailOf(BadHttpRequestException bad) => bad.InnerException switch
    {
        JsonException => "The body is not the JSON that this endpoint takes.",
        _ when bad.StatusCode == StatusCodes.Status400BadRequest && ParameterOf(bad) is "body" => "The body is missing: send JSON.",
        _ => null,
    };

    private static Dictionary<string, string[]>? ErrorsOf(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException json)
        {
            string field = FieldNames.InSnakeCase(json.Path ?? "");
            return Missing(json, field) ?? (field.Length > 0 ? new() { [field] = ["This value has the wrong form, or comes twice."] } : null);
        }

        return bad.StatusCode == StatusCodes.Status400BadRequest && ParameterOf(bad) is { } parameter and not "body"
            ? new() { [FieldNames.InSnakeCase(parameter)] = ["This value is missing or has the wrong form."] }
            : null;
    }

    // The serializer names missing fields in its text only.
    private static Dictionary<string, string[]>? Missing(JsonException json, string field)
    {
        int from = json.Message.LastIndexOf("including: ", StringComparison.Ordinal);
        var names = from < 0 ? [] : QuotedNames().Matches(json.Message[from..]).Select(match => match.Groups[1].Value).ToList();
        return names.Count == 0 ? null : names.ToDictionary(name => field.Length > 0 ? $"{field}.{name}" : name, _ => new[] { "This field is missing." });
    }

    // "Failed to bind parameter "int limit" from "abc"." and "Required parameter "int limit" was not provided from query string."
    private static string? ParameterOf(BadHttpRequestException bad)
        => bad.Message.Contains(" body", StringComparison.Ordinal) ? "body"
            : ParameterName().Match(bad.Message) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""parameter "[^"]*?(\w+)" """)]
    private static partial Regex ParameterName();

    [GeneratedRegex("'([A-Za-z0-9_]+)'")]
    private static partial Regex QuotedNames();
}
