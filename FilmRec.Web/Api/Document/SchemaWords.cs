using FilmRec.Web.Api.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Document;

/// <summary>Schemas that the types alone do not tell.</summary>
internal static class SchemaWords
{
    public static async Task AmendAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(FeedbackRequest))
        {
            var one = await context.GetOrCreateSchemaAsync(typeof(FeedbackItem), null, cancellationToken);
            schema.OneOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one, MinItems = 1, MaxItems = Core.Recommending.Serving.FeedbackBook.MostAtOnce }];
        }
        else if (schema.Enum is { Count: > 0 })
        {
            schema.Type ??= JsonSchemaType.String; // the names are text
        }
    }
}
