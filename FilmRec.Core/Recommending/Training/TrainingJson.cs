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

    /// <summary>One object; null stays null.</summary>
    public static string? WriteOne<T>(T? value)
        where T : class
        => value is null ? null : JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what <see cref="WriteOne{T}"/> wrote; null for nothing, and for what cannot be read.</summary>
    public static T? ReadOne<T>(string? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Options of a run; keys stay as they are.</summary>
    public static string WriteOptions(IReadOnlyDictionary<string, double> options) => JsonSerializer.Serialize(options, Options);

    /// <inheritdoc cref="ReadOne{T}"/>
    public static IReadOnlyDictionary<string, double> ReadOptions(string json) => ReadOne<Dictionary<string, double>>(json) ?? [];

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
