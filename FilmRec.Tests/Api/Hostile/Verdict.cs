using System.Net;
using System.Text.Json;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>What an answer may be, whatever was asked: no server error, and every error a problem document that says nothing of the inside.</summary>
internal static class Verdict
{
    private static readonly string[] Members = ["type", "title", "detail", "instance", "trace_id"];
    private static readonly string[] Inside = ["Exception", "   at ", "System.", "Microsoft.", "FilmRec.Core", "FilmRec.Web", "SQLite", "Npgsql", "SELECT ", ".cs:line"];

    /// <summary>What is wrong with it, in words; null when nothing is.</summary>
    public static async Task<string?> WhatIsWrongAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        if (status < 400)
        {
            return null;
        }

        if (status >= 500 && (response.StatusCode != HttpStatusCode.ServiceUnavailable || response.Headers.RetryAfter is null))
        {
            return $"{status}: {await response.Content.ReadAsStringAsync(cancellationToken)}";
        }

        return MissingHeader(response) ?? (response.RequestMessage!.Method == HttpMethod.Head ? null
            : WhatIsWrongWith(await response.Content.ReadAsStringAsync(cancellationToken), status, response.Content.Headers.ContentType?.MediaType));
    }

    /// <summary>True when the server refused the bytes before they were a request: nothing of ours has seen them.</summary>
    public static bool IsNoRequest(HttpResponseMessage response)
        => response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong or HttpStatusCode.RequestHeaderFieldsTooLarge
            && response.Content.Headers.ContentLength == 0 && response.Headers.ConnectionClose == true && !response.Headers.Contains("X-Request-ID");

    private static string? MissingHeader(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized when response.Headers.WwwAuthenticate.Count == 0 => "401 without WWW-Authenticate",
        HttpStatusCode.MethodNotAllowed when response.Content.Headers.Allow.Count == 0 => "405 without Allow",
        HttpStatusCode.TooManyRequests when response.Headers.RetryAfter is null => "429 without Retry-After",
        _ => null,
    };

    private static string? WhatIsWrongWith(string body, int status, string? mediaType)
    {
        if (mediaType != "application/problem+json")
        {
            return $"{status} as {mediaType}: {body}";
        }

        if (Inside.FirstOrDefault(word => body.Contains(word, StringComparison.Ordinal)) is { } told)
        {
            return $"{status} tells of '{told}': {body}";
        }

        var problem = JsonDocument.Parse(body).RootElement;
        return problem.TryGetProperty("status", out var said) && said.GetInt32() == status
            && Members.All(name => problem.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() != "")
            ? null
            : $"{status} is not a whole problem: {body}";
    }
}
