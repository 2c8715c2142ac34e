namespace FilmRec.Core.Ratings.Exchange;

/// <summary>Fields of comma-separated text that other programs open: spreadsheets take some of them for formulas.</summary>
public static class CsvText
{
    /// <summary>The field as it stands in a line: in quotation marks where it needs them, and behind an apostrophe where a spreadsheet would compute it.</summary>
    public static string Field(string? text)
    {
        text ??= "";
        if (IsFormula(text) || (text is ['\'', ..] && IsFormula(text[1..])))
        {
            text = '\'' + text;
        }

        return text.AsSpan().ContainsAny("\",\r\n") || text is [' ', ..] or [.., ' '] ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    public static string Line(params ReadOnlySpan<string?> fields)
    {
        string[] written = new string[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            written[i] = Field(fields[i]);
        }

        return string.Join(',', written) + "\r\n";
    }

    /// <summary>Takes away the apostrophe that <see cref="Field"/> has put before a formula.</summary>
    internal static string Unguarded(string text)
        => text is ['\'', ..] && (IsFormula(text[1..]) || (text is [_, '\'', ..] && IsFormula(text[2..]))) ? text[1..] : text;

    private static bool IsFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
