using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace FilmRec.Core.Jobs;

/// <summary>What an import brings in.</summary>
/// <param name="Name">An entry of the import folder, or the name that an uploaded file had at home.</param>
/// <param name="Upload">Name of the uploaded file on this server; null for an entry of the import folder.</param>
/// <param name="KeepSample">False takes sample data out first.</param>
public sealed record ImportOrder(string Name, string? Upload, bool KeepSample);

/// <summary>What a job produced: one figure of it.</summary>
/// <param name="Name">What is counted: "films".</param>
/// <param name="Count">How many were read or made.</param>
/// <param name="New">How many of them had not been there; null where that is no question.</param>
public sealed record JobFigure(string Name, long Count, long? New);

/// <summary>A line of a file that was skipped.</summary>
/// <param name="Line">From 1, as editors count.</param>
public sealed record SkippedLine(string File, long Line, string Reason);

/// <summary>What a finished job tells.</summary>
/// <param name="Figures">In the order in which they are shown.</param>
/// <param name="Lines">The first of the lines that were skipped.</param>
public sealed record JobReport(IReadOnlyList<JobFigure> Figures, IReadOnlyList<SkippedLine> Lines);

/// <summary>Orders and reports as the rows keep them.</summary>
internal static class JobJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Null for what is no JSON of this kind.</summary>
    public static T? Read<T>(string? json)
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
}
