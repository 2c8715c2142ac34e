using System.Buffers.Text;
using System.Text;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.Recommending.Interactions;

/// <summary>How a file of ratings is laid out, found by looking at its first lines.</summary>
/// <param name="Separator">Between fields.</param>
/// <param name="HeaderLine">The line that names the columns; 0 without.</param>
/// <param name="IsList">Lines are "viewer movie movie …", and each of the movies is liked.</param>
/// <param name="Fields">How many fields each line has; 0 where only those that are named in the header matter.</param>
/// <param name="Viewer">Place of the viewer.</param>
/// <param name="Movie">Place of the movie.</param>
/// <param name="Rating">Place of the stars, −1 without: every line is a like.</param>
/// <param name="Time">Place of the seconds, −1 without.</param>
internal sealed record RatingLayout(
    byte[] Separator, int HeaderLine, bool IsList, int Fields, int Viewer = 0, int Movie = 1, int Rating = -1, int Time = -1)
{
    public const string Usual = "userId,movieId,rating,timestamp";

    public bool HasHeader => HeaderLine > 0;

    private static readonly string[] ViewerNames = ["userid", "user", "uid", "viewerid", "viewer"];
    private static readonly string[] MovieNames = ["movieid", "movie", "itemid", "item", "iid", "filmid", "film"];
    private static readonly string[] RatingNames = ["rating", "stars", "score"];
    private static readonly string[] TimeNames = ["timestamp", "time", "ratedat"];

    /// <param name="lines">Nothing of them was read.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="MalformedFileException">The file is empty, or its header lacks a column.</exception>
    public static RatingLayout Find(DataLines lines, string file)
    {
        byte[] head = lines.Peek(out bool isWhole).ToArray();
        int last = isWhole ? -1 : head.AsSpan().LastIndexOf((byte)'\n');
        last = last < 0 ? head.Length : last;
        byte[] separator = SeparatorOf(head.AsSpan(0, last));
        using var fields = new FieldLines(new DataLines(new MemoryStream(head, 0, last), int.MaxValue), separator);
        if (!fields.TryNext(out string? problem))
        {
            throw new MalformedFileException(file, 1, $"the file is empty; its first line could be {Usual}.");
        }

        if (problem is not null)
        {
            throw new MalformedFileException(file, fields.Line, $"{problem} Correct the line or take it out.");
        }

        return OfHeader(fields, separator, file) ?? OfLines(fields, separator);
    }

    private static byte[] SeparatorOf(ReadOnlySpan<byte> head)
    {
        int start = head.IndexOfAnyExcept("\r\n"u8);
        var first = start < 0 ? [] : head[start..];
        int end = first.IndexOfAny((byte)'\r', (byte)'\n');
        first = end < 0 ? first : first[..end];
        return first.IndexOf("::"u8) >= 0 ? [.. "::"u8] : first.Contains((byte)'\t') ? [.. "\t"u8] : first.Contains((byte)',') ? [.. ","u8] : [.. " \t"u8];
    }

    private static RatingLayout? OfHeader(FieldLines fields, byte[] separator, string file)
    {
        // Some headers say "user_id", some "user_id:token".
        string[] names = [.. Enumerable.Range(0, fields.Count).Select(field => Encoding.UTF8.GetString(fields[field]).ToLowerInvariant().Split(':')[0])
            .Select(name => string.Concat(name.Where(char.IsLetter)))];
        int viewer = Array.FindIndex(names, ViewerNames.Contains);
        int movie = Array.FindIndex(names, MovieNames.Contains);
        if (viewer < 0 && movie < 0)
        {
            return null;
        }

        return viewer >= 0 && movie >= 0
            ? new RatingLayout(separator, fields.Line, false, 0, viewer, movie, Array.FindIndex(names, RatingNames.Contains), Array.FindIndex(names, TimeNames.Contains))
            : throw new MalformedFileException(file, fields.Line, $"the column {(viewer < 0 ? "userId" : "movieId")} is missing; the first line should be {Usual}.");
    }

    // Commas and colons always separate columns. Tabs and spaces may also separate the movies of one viewer.
    private static RatingLayout OfLines(FieldLines fields, byte[] separator)
    {
        int count = fields.Count;
        if (separator is [(byte)','] or [(byte)':', ..])
        {
            return Columns(separator, Math.Clamp(count, 2, 4));
        }

        // A broken line must not turn a table into lists of likes: half of the lines decide.
        int lines = 0;
        int alike = 0;
        if (count is 3 or 4)
        {
            do
            {
                lines++;
                alike += fields.Count == count && IsStars(fields[2]) && (count < 4 || IsNumber(fields[3])) ? 1 : 0;
            }
            while (fields.TryNext(out _));
        }

        return alike > 0 && 2 * alike >= lines ? Columns(separator, count) : new RatingLayout([.. " \t"u8], 0, true, 0);
    }

    private static RatingLayout Columns(byte[] separator, int count)
        => new(separator, 0, false, count, Rating: count > 2 ? 2 : -1, Time: count > 3 ? 3 : -1);

    private static bool IsStars(ReadOnlySpan<byte> field) => IsNumber(field, out double stars) && stars is >= 0.5 and <= 5 && 2 * stars == Math.Floor(2 * stars);

    private static bool IsNumber(ReadOnlySpan<byte> field) => IsNumber(field, out _);

    private static bool IsNumber(ReadOnlySpan<byte> field, out double value) => Utf8Parser.TryParse(field, out value, out int taken) && taken == field.Length;
}
