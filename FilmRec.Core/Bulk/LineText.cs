using System.Text.Json;

namespace FilmRec.Core.Bulk;

/// <summary>Reads values of a line. Each answers what is wrong, or null.</summary>
internal static class LineText
{
    public const string NotJson = "it is not one well-formed JSON object";
    public const string NotUtf8 = "it is not UTF-8";
    public const string NotUnicode = "a text in it is not valid Unicode";
    public const string TooLong = "it has more than 8 kB";

    /// <summary>Deeper lines are not JSON to us.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    public static string Twice(string field) => $"{field} comes twice";

    public static string Missing(string field) => $"{field} is missing";

    /// <param name="mayBreak">Whether it may have several lines.</param>
    public static string? Read(ref Utf8JsonReader reader, string field, int longest, bool mayBreak, out string? text)
    {
        text = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return $"{field} is not a text";
        }

        string read = (reader.GetString() ?? "").Trim();
        if (read.Length > longest)
        {
            return $"{field} has more than {longest} characters";
        }

        if (read.Any(c => char.IsControl(c) && !(mayBreak && c is '\n' or '\r' or '\t')))
        {
            return $"{field} holds control characters";
        }

        text = read.Length == 0 ? null : read;
        return null;
    }

    public static string? Read(ref Utf8JsonReader reader, string field, int least, int most, out int? number)
    {
        number = null;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int read) || read < least || read > most)
        {
            return most == int.MaxValue ? $"{field} is not a whole number from {least} on" : $"{field} is not a whole number from {least} to {most}";
        }

        number = read;
        return null;
    }
}
