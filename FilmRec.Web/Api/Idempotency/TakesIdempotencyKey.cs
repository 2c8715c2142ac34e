using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FilmRec.Web.Api.Idempotency;

/// <summary>Marks an endpoint that can be called again with the same key without doing the same again.</summary>
/// <param name="ReadsItself">The endpoint reads its large body itself, and runs <see cref="IdempotencyKeys.RunAsync"/> once it knows it.</param>
internal sealed record TakesIdempotencyKey(bool ReadsItself)
{
    private const string Description =
        "Any text of 1 to 255 visible ASCII characters, such as a random UUID, made anew for each act. The same request sent again with it within 24 hours is answered as the first one, "
        + "with the header Idempotency-Replayed, and carried out once.";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyKeys.Header,
            In = ParameterLocation.Header,
            Description = Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
        });
        return Task.CompletedTask;
    }
}
