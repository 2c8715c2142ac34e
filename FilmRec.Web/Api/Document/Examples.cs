using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>Gives every request, answer and parameter an example, made from its schema and <see cref="ExampleValues"/>: it cannot name a field that does not exist.</summary>
internal static class Examples
{
    private const int Deepest = 6;

    public static Task AddAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            AddTo(operation.RequestBody?.Content);
            AddLines(operation);
            foreach (var response in operation.Responses?.Values.AsEnumerable() ?? [])
            {
                AddTo(response.Content);
            }

            foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                if (parameter.Schema is { } schema && parameter.Example is null && ExampleValues.Of(parameter.Name ?? "") is { } value && Fits(schema, value))
                {
                    parameter.Example = value;
                }
            }
        }

        return Task.CompletedTask;
    }

    private static void AddTo(IDictionary<string, OpenApiMediaType>? content)
    {
        foreach (var media in content?.Values.AsEnumerable() ?? [])
        {
            if (media is { Example: null, Examples: null or { Count: 0 }, Schema: { } schema } && schema.Format != "binary")
            {
                media.Example = Of(schema, "", 0);
            }
        }
    }

    // The lines themselves have no schema in a document of JSON.
    private static void AddLines(OpenApiOperation operation)
    {
        if (operation.RequestBody?.Content is { } content && ExampleValues.LinesOf(operation.OperationId) is { } lines)
        {
            foreach (var media in content.Values)
            {
                media.Example = lines.DeepClone();
            }
        }
    }

    private static JsonNode? Of(IOpenApiSchema schema, string name, int depth)
    {
        if ((schema.OneOf ?? schema.AnyOf ?? schema.AllOf) is { Count: > 0 } choices)
        {
            return choices.Select(choice => Of(choice, name, depth)).FirstOrDefault(example => example is not null); // the first may stand for null
        }

        if (schema.Enum is [var member, ..])
        {
            return member?.DeepClone();
        }

        if (ExampleValues.Of(name) is { } known && Fits(schema, known))
        {
            return known;
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.Object => depth > Deepest ? null : OfObject(schema, depth),
            JsonSchemaType.Array => depth > Deepest || schema.Items is null ? new JsonArray() : new JsonArray(Of(schema.Items, name, depth + 1)),
            JsonSchemaType.Integer => 1,
            JsonSchemaType.Number => 0.5,
            JsonSchemaType.Boolean => true,
            JsonSchemaType.String => ExampleValues.OfFormat(schema.Format),
            _ => schema.Properties is { Count: > 0 } ? OfObject(schema, depth) : null,
        };
    }

    private static JsonObject OfObject(IOpenApiSchema schema, int depth)
    {
        var example = new JsonObject();
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            example[name] = Of(property, name, depth + 1);
        }

        return example;
    }

    // One name may be a number here and a text there.
    private static bool Fits(IOpenApiSchema schema, JsonNode value)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        return value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => type == JsonSchemaType.String,
            System.Text.Json.JsonValueKind.Array => type == JsonSchemaType.Array,
            System.Text.Json.JsonValueKind.Number => type == JsonSchemaType.Number || (type == JsonSchemaType.Integer && value.AsValue().TryGetValue(out int _)),
            _ => false,
        };
    }
}
