using System.Text.Json;
using System.Text.Json.Serialization;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>What it takes to go on with an answer: what was asked for, and which movies came before it.</summary>
/// <param name="Request">As it was asked for.</param>
/// <param name="Before">Movies of the pages before this one; not of the page itself, which the log holds anyway.</param>
public sealed record Continuation(RecommendationRequest Request, IReadOnlyCollection<int> Before)
{
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    // Nearly every answer is asked for without filters, and the log has a row for each.
    internal string ToJson() => JsonSerializer.Serialize(this, Short);

    internal static Continuation? Of(string? json) => json is null ? null : JsonSerializer.Deserialize<Continuation>(json, Short);
}
