using System.Text.Json;
using System.Text.Json.Nodes;

namespace FilmRec.Tests.Api.Hostile;

/// <summary>One endpoint of the OpenAPI document, and how a valid request to it looks.</summary>
internal sealed class Operation
{
    // What a schema cannot say: values that exist in the world under test.
    private static readonly Dictionary<string, JsonNode> Known = new()
    {
        ["movie_id"] = 1,
        ["rating"] = 4.5,
        ["username"] = "hostile",
        ["email"] = "hostile@example.org",
        ["password"] = "a long sentence of words",
        ["limit"] = 3,
        ["sort"] = "title",
        ["year_from"] = 1990,
        ["year_to"] = 2020,
        ["genre"] = "Drama",
        ["watch_duration"] = 90,
        ["url"] = "https://example.org/hook",
        ["grant_type"] = "client_credentials",
    };

    private readonly JsonElement _document;
    private readonly JsonElement _operation;

    private Operation(JsonElement document, string path, JsonProperty method)
        => (_document, Path, Method, _operation) = (document, path, method.Name.ToUpperInvariant(), method.Value);

    public string Path { get; }
    public string Method { get; }
    public bool HasBody => _operation.TryGetProperty("requestBody", out _);

    public static IReadOnlyList<Operation> All(JsonElement document)
        => [.. from path in document.GetProperty("paths").EnumerateObject()
               from method in path.Value.EnumerateObject()
               where method.Name is "get" or "put" or "post" or "delete" or "patch"
               select new Operation(document, path.Name, method)];

    /// <summary>A request that the endpoint takes, as far as its schema tells.</summary>
    public Draft Valid()
    {
        var draft = new Draft(Method, Path);
        foreach (var parameter in _operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray() : [])
        {
            string name = parameter.GetProperty("name").GetString()!;
            string value = Example(name, parameter.TryGetProperty("schema", out var schema) ? schema : default, depth: 0)?.ToString() ?? "1";
            switch (parameter.GetProperty("in").GetString())
            {
                case "path":
                    draft.PathValues[name] = Uri.EscapeDataString(value);
                    break;
                case "query":
                    draft.Query.Add((name, Uri.EscapeDataString(value)));
                    break;
                default:
                    draft.Headers.Add((name, value));
                    break;
            }
        }

        if (HasBody)
        {
            var content = _operation.GetProperty("requestBody").GetProperty("content").EnumerateObject().First();
            draft.ContentType = content.Name;
            draft.Json = content.Value.TryGetProperty("schema", out var schema) ? Example("", schema, depth: 0) ?? new JsonObject() : new JsonObject();
        }

        return draft;
    }

    public override string ToString() => $"{Method} {Path}";

    private JsonNode? Example(string name, JsonElement schema, int depth)
    {
        if (Known.TryGetValue(name, out var known))
        {
            return known.DeepClone();
        }

        if (depth > 8 || schema.ValueKind != JsonValueKind.Object)
        {
            return "text";
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Example(name, _document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), depth + 1);
        }

        foreach (string union in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (schema.TryGetProperty(union, out var choices))
            {
                return Example(name, choices.EnumerateArray().Last(), depth + 1);
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return JsonNode.Parse(values.EnumerateArray().First().GetRawText());
        }

        return TypeOf(schema) switch
        {
            "object" => new JsonObject(schema.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Example(property.Name, property.Value, depth + 1)))
                : []),
            "array" => new JsonArray(schema.TryGetProperty("items", out var items) ? Example(name, items, depth + 1) : "text"),
            "integer" => 1,
            "number" => 0.5,
            "boolean" => true,
            _ => schema.TryGetProperty("format", out var format) ? format.GetString() switch
            {
                "uuid" => "0195d2c0-0000-7000-8000-000000000001",
                "date-time" => "2026-01-02T03:04:05Z",
                "date" => "2026-01-02",
                _ => "text",
            } : "text",
        };
    }

    // "integer", or ["null", "integer"].
    private static string? TypeOf(JsonElement schema)
        => !schema.TryGetProperty("type", out var type) ? null
            : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null")
            : type.GetString();
}
