using System.Text.Json;
using System.Text.Json.Serialization;

namespace FilmRec.Core.Recommending.Training;

/// <summary>How phases and metrics are written into their columns.</summary>
internal static class TrainingJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write<T>(IReadOnlyList<T> values) => JsonSerializer.Serialize(values, Options);

    /// <summary>Reads what <see cref="Write{T}"/> wrote; empty for what a person put there by hand and cannot be read.</summary>
    public static IReadOnlyList<T> Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T[]>(json, Options) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
