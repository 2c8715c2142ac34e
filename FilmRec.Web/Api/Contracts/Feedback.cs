using System.Text.Json;
using System.Text.Json.Serialization;
using FilmRec.Core.Recommending.Serving;

namespace FilmRec.Web.Api.Contracts;

/// <summary>What the viewer saw or opened of an answer: one object, or a list of them.</summary>
[JsonConverter(typeof(FeedbackRequestConverter))]
public sealed record FeedbackRequest(IReadOnlyList<FeedbackItem> Items);

/// <summary>The viewer saw or opened one movie of the answer.</summary>
/// <param name="Kind">seen: it came before the viewer's eyes. opened: the viewer chose it.</param>
public sealed record FeedbackItem(int MovieId, FeedbackAct Kind)
{
    internal MovieFeedback ToFeedback() => new(MovieId, Kind == FeedbackAct.Opened ? FeedbackKind.Opened : FeedbackKind.Seen);
}

/// <summary>What the viewer did.</summary>
public enum FeedbackAct
{
    Seen,
    Opened,
}

internal sealed class FeedbackRequestConverter : JsonConverter<FeedbackRequest>
{
    public override FeedbackRequest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => new(reader.TokenType == JsonTokenType.StartArray
            ? JsonSerializer.Deserialize<List<FeedbackItem>>(ref reader, options)?.OfType<FeedbackItem>().ToList() ?? []
            : JsonSerializer.Deserialize<FeedbackItem>(ref reader, options) is { } one ? [one] : []);

    public override void Write(Utf8JsonWriter writer, FeedbackRequest value, JsonSerializerOptions options)
        => JsonSerializer.Serialize(writer, value.Items, options);
}
