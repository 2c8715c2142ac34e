using System.Buffers.Text;
using System.Text;

namespace FilmRec.Core.TextFiles;

/// <summary>Cuts lines into fields.</summary>
internal static class Fields
{
    /// <summary>Cuts a line of numbers at every separator.</summary>
    /// <param name="fields">Out: where the fields are; as many as fit.</param>
    /// <returns>How many fields the line has.</returns>
    public static int Split(ReadOnlySpan<byte> line, ReadOnlySpan<byte> separator, Span<Range> fields)
    {
        int count = 0;
        int start = 0;
        while (true)
        {
            int length = line[start..].IndexOf(separator);
            int end = length < 0 ? line.Length : start + length;
            if (count < fields.Length)
            {
                fields[count] = start..end;
            }

            count++;
            if (length < 0)
            {
                return count;
            }

            start = end + separator.Length;
        }
    }

    /// <summary>A whole number that fills the field, apart from quotation marks around it.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out long number)
    {
        field = field.Trim("\" "u8);
        return Utf8Parser.TryParse(field, out number, out int taken) && taken == field.Length;
    }

    public static bool TryId(ReadOnlySpan<byte> field, out int id)
    {
        bool valid = TryNumber(field, out long number) && number is > 0 and <= int.MaxValue;
        id = valid ? (int)number : 0;
        return valid;
    }

    public static bool TryId(string field, out int id)
        => int.TryParse(field.AsSpan().Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out id) && id > 0;

    /// <summary>Cuts a line of comma-separated values; fields in quotation marks may hold commas, and doubled quotation marks stand for one.</summary>
    /// <returns>Null when a quotation mark is not closed or stands inside a field.</returns>
    public static List<string>? SplitCsv(string line)
    {
        var fields = new List<string>();
        int place = 0;
        while (true)
        {
            if (place < line.Length && line[place] == '"')
            {
                if (Quoted(line, ref place) is not { } quoted)
                {
                    return null;
                }

                fields.Add(quoted);
            }
            else
            {
                int comma = line.IndexOf(',', place);
                int end = comma < 0 ? line.Length : comma;
                fields.Add(line[place..end]);
                place = end;
            }

            if (place == line.Length)
            {
                return fields;
            }

            place++; // the comma
        }
    }

    private static string? Quoted(string line, ref int place)
    {
        var field = new StringBuilder();
        place++;
        while (place < line.Length)
        {
            if (line[place] != '"')
            {
                field.Append(line[place++]);
            }
            else if (place + 1 < line.Length && line[place + 1] == '"')
            {
                field.Append('"');
                place += 2;
            }
            else
            {
                place++;
                return place == line.Length || line[place] == ',' ? field.ToString() : null;
            }
        }

        return null;
    }
}
