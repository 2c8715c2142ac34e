using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>A request that is being made: begun as a valid one, then spoilt. Nothing is encoded or checked on the way out.</summary>
internal sealed class Draft(string method, string pathTemplate)
{
    public string Method { get; set; } = method;

    /// <summary>Values of <c>{name}</c> in the path, as they go over the wire.</summary>
    public Dictionary<string, string> PathValues { get; } = [];

    public string PathSuffix { get; set; } = "";
    public List<(string Name, string Value)> Query { get; } = [];
    public List<(string Name, string Value)> Headers { get; } = [];
    public JsonNode? Json { get; set; }

    /// <summary>In the place of <see cref="Json"/>.</summary>
    public byte[]? Bytes { get; set; }

    public string? ContentType { get; set; }
    public bool Chunked { get; set; }

    public HttpRequestMessage ToRequest(Uri server)
    {
        string path = PathValues.Aggregate(pathTemplate, (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal)) + PathSuffix;
        string query = string.Join('&', Query.Select(part => $"{part.Name}={part.Value}"));
        string address = $"{server.GetLeftPart(UriPartial.Authority)}{path}{(query.Length > 0 ? $"?{query}" : "")}";
        var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if ((Bytes ?? (Json is null ? null : Encoding.UTF8.GetBytes(Json.ToJsonString()))) is { } body)
        {
            request.Content = new ByteArrayContent(body);
            if (ContentType is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            }

            foreach (var (name, value) in Headers.Where(header => header.Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }

            request.Headers.TransferEncodingChunked = Chunked ? true : null;
        }

        return request;
    }

    public void Authorize(string token) => Headers.Add(("Authorization", new AuthenticationHeaderValue("Bearer", token).ToString()));
}
