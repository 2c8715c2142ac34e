using System.Text.Json;

namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Reads FilmRec's own export in JSON, by the same names of fields as its CSV.</summary>
internal static class ImportJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <returns>False when it is some other JSON.</returns>
    /// <exception cref="JsonException">It is not well formed.</exception>
    public static bool TryRead(string name, Stream text, ImportMerging merging, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(text, Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("ratings", out var ratings) || ratings.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        merging.Begin("FilmRec");
        Read(name, ratings, ImportLines.OwnRating, merging, now);
        if (document.RootElement.TryGetProperty("watches", out var watches) && watches.ValueKind == JsonValueKind.Array)
        {
            Read(name, watches, ImportLines.OwnWatch, merging, now);
        }

        return true;
    }

    // JSON has no lines: what is counted is the place in the list.
    private static void Read(string name, JsonElement list, Func<ImportRow, LineReading> read, ImportMerging merging, DateTimeOffset now)
    {
        int place = 0;
        foreach (var item in list.EnumerateArray())
        {
            place++;
            merging.CountLine();
            if (item.ValueKind != JsonValueKind.Object)
            {
                merging.Add(new ImportFault(name, place, "This is no entry of an export."));
                continue;
            }

            var fields = item.EnumerateObject().Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number).ToList();
            var row = new ImportRow(name, [.. fields.Select(field => field.Name)], now);
            row.Use(place, [.. fields.Select(TextOf)]);
            merging.Add(read(row), name, place);
        }
    }

    // A title in JSON is never guarded against spreadsheets; one that looks like it is kept as it is.
    private static string TextOf(JsonProperty field)
        => field.Value.ValueKind == JsonValueKind.Number ? field.Value.GetRawText()
            : field.NameEquals("title") ? Guarded(field.Value.GetString() ?? "") : field.Value.GetString() ?? "";

    private static string Guarded(string title) => CsvText.Unguarded(title) == title ? title : '\'' + title;
}
