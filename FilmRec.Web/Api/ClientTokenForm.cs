using System.Net;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Clients;
using FilmRec.Web.Api.Contracts;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace FilmRec.Web.Api;

/// <summary>What a client asks for at the token endpoint, read from JSON or a form, with id and secret from there or from HTTP Basic.</summary>
/// <param name="Request">All that was sent.</param>
/// <param name="UsedBasic">Id and secret came in the Authorization header.</param>
/// <param name="Problems">By field, what is wrong with the form of it; empty when nothing is.</param>
internal sealed record ClientTokenForm(ClientTokenRequest Request, bool UsedBasic, Dictionary<string, string[]> Problems)
{
    public const string OnlyGrant = "client_credentials";

    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";
    private const string BasicPrefix = "Basic ";
    private const int LongestText = 1000;
    private static readonly string[] Fields = ["grant_type", "client_id", "client_secret", "scope", "on_behalf_of"];

    public string ClientId => Request.ClientId ?? "";

    /// <summary>Minimal APIs call this for a parameter of this type.</summary>
    /// <exception cref="BadHttpRequestException">The body is neither JSON nor a form, or it is broken.</exception>
    public static async ValueTask<ClientTokenForm?> BindAsync(HttpContext context)
    {
        var problems = new Dictionary<string, string[]>();
        var request = await ReadAsync(context, problems);
        bool usedBasic = TryReadBasic(context.Request.Headers.Authorization, out string id, out string secret);
        if (usedBasic)
        {
            if (request.ClientSecret is not null || (request.ClientId is not null && request.ClientId != id))
            {
                problems["client_secret"] = ["Send id and secret once: in the body, or by HTTP Basic."];
            }

            request = request with { ClientId = id, ClientSecret = secret };
        }

        Check(request, problems);
        return new ClientTokenForm(request, usedBasic, problems);
    }

    /// <summary>Without the secret, which must not reach a log by accident.</summary>
    public override string ToString() => nameof(ClientTokenForm);

    private static async Task<ClientTokenRequest> ReadAsync(HttpContext context, Dictionary<string, string[]> problems)
    {
        string? type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        if (string.Equals(type, Form, StringComparison.OrdinalIgnoreCase))
        {
            return await ReadFormAsync(context, problems);
        }

        if (!string.Equals(type, Json, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException("neither JSON nor a form", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            return await JsonSerializer.DeserializeAsync<ClientTokenRequest>(context.Request.Body, options, context.RequestAborted) ?? new ClientTokenRequest();
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException("broken JSON", StatusCodes.Status400BadRequest, e);
        }
    }

    private static async Task<ClientTokenRequest> ReadFormAsync(HttpContext context, Dictionary<string, string[]> problems)
    {
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("broken form", StatusCodes.Status400BadRequest, e);
        }

        foreach (string field in Fields.Where(field => form[field].Count > 1))
        {
            problems[field] = ["Send this field once."];
        }

        string? Text(string field) => form[field] is { Count: > 0 } values ? values[0] : null;
        return new ClientTokenRequest(Text(Fields[0]), Text(Fields[1]), Text(Fields[2]), Text(Fields[3]), Text(Fields[4]));
    }

    private static void Check(ClientTokenRequest request, Dictionary<string, string[]> problems)
    {
        foreach (var (field, text) in (ReadOnlySpan<(string, string?)>)[("client_id", request.ClientId), ("client_secret", request.ClientSecret)])
        {
            if (string.IsNullOrEmpty(text))
            {
                problems.TryAdd(field, ["This field is missing; it may come by HTTP Basic instead."]);
            }
            else if (text.Length > LongestText || text.Any(char.IsControl))
            {
                problems.TryAdd(field, ["This is none: copy it as it was shown."]);
            }
        }

        if (string.IsNullOrEmpty(request.GrantType))
        {
            problems.TryAdd("grant_type", [$"This field is missing: it is {OnlyGrant}."]);
        }

        if (request.Scope?.Length > LongestText)
        {
            problems.TryAdd("scope", [$"Use at most {LongestText} characters."]);
        }

        if (request.OnBehalfOf is not null && ExternalViewers.ProblemOf(request.OnBehalfOf) is { } problem)
        {
            problems.TryAdd("on_behalf_of", [problem]);
        }
    }

    // As RFC 6749 has it: both parts are encoded as in a form, then joined by a colon.
    private static bool TryReadBasic(StringValues header, out string id, out string secret)
    {
        (id, secret) = ("", "");
        if (header is not [{ Length: <= 4 * LongestText } text] || !text.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        byte[] decoded = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[BasicPrefix.Length..].Trim(), decoded, out int length))
        {
            return false;
        }

        string[] parts = Encoding.UTF8.GetString(decoded, 0, length).Split(':', 2);
        if (parts.Length == 2)
        {
            (id, secret) = (WebUtility.UrlDecode(parts[0]), WebUtility.UrlDecode(parts[1]));
        }

        return parts.Length == 2;
    }
}
