using System.Globalization;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Features;

/// <summary>A table of features as comma-separated values, one row a line, for other programs.</summary>
public static class FeatureCsv
{
    /// <param name="writer">Where to.</param>
    /// <param name="idColumn">What the first column is called: "viewer_id".</param>
    /// <param name="rows">Names the rows of <paramref name="table"/>.</param>
    /// <param name="table">What to write.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static void Write(TextWriter writer, string idColumn, Vocabulary rows, FeatureTable table, CancellationToken cancellationToken)
    {
        writer.Write(idColumn);
        foreach (string column in table.Columns)
        {
            writer.Write(',');
            writer.Write(Quoted(column));
        }

        writer.Write('\n');
        Span<char> number = stackalloc char[32];
        for (int row = 0; row < rows.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.IdOf(row).TryFormat(number, out int length, default, CultureInfo.InvariantCulture);
            writer.Write(number[..length]);
            foreach (float value in table.Row(row))
            {
                value.TryFormat(number, out length, "0.#####", CultureInfo.InvariantCulture);
                writer.Write(',');
                writer.Write(number[..length]);
            }

            writer.Write('\n');
        }
    }

    // RFC 4180: what holds a separator stands in quotes, and a quote in it twice.
    private static string Quoted(string text)
        => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
