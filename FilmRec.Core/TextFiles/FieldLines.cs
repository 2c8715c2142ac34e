using System.Text;

namespace FilmRec.Core.TextFiles;

/// <summary>Lines cut into fields as bytes: by a separator, or by any run of several ones. In comma-separated lines a field may stand in quotation marks.</summary>
/// <remarks>Allocates nothing line by line, but for fields that hold a doubled quotation mark.</remarks>
/// <param name="lines">Disposed together with this.</param>
/// <param name="separator">What stands between two fields; where it begins with a space, any run of its bytes does.</param>
internal sealed class FieldLines(DataLines lines, byte[] separator) : IDisposable
{
    private readonly bool _isCsv = separator is [(byte)','];
    private readonly bool _isSpaced = separator is [(byte)' ', ..];
    private (int Start, int End, bool IsDoubled)[] _fields = new (int, int, bool)[8];
    private byte[] _line = new byte[256];

    /// <summary>Of the line that was read last, from 1; empty lines count too.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>How many fields it has.</summary>
    public int Count { get; private set; }

    /// <summary>Field by place, without the quotation marks around it; valid until the next line.</summary>
    public ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var (start, end, isDoubled) = _fields[field];
            var bytes = _line.AsSpan(start, end - start);
            return isDoubled ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("\"\"", "\"", StringComparison.Ordinal)) : bytes;
        }
    }

    /// <summary>Moves to the next line that is not blank; false at the end.</summary>
    /// <param name="problem">Null, or why the line cannot be cut.</param>
    public bool TryNext(out string? problem)
    {
        problem = null;
        while (lines.TryRead(out var line))
        {
            Line = (int)Math.Min(lines.Number, int.MaxValue);
            if (lines.IsTooLong)
            {
                problem = "the line is too long to be a line of data.";
                return true;
            }

            if (line.ContainsAnyExcept(" \t"u8))
            {
                Keep(line);
                problem = Cut(line.Length) ? null : "a quote is not closed where the field ends.";
                return true;
            }
        }

        return false;
    }

    public void Dispose() => lines.Dispose();

    // A field is looked at after the buffer of the lines has moved on: the line is copied.
    private void Keep(ReadOnlySpan<byte> line)
    {
        if (line.Length > _line.Length)
        {
            _line = new byte[2 * line.Length];
        }

        line.CopyTo(_line);
    }

    private bool Cut(int length)
    {
        Count = 0;
        var line = _line.AsSpan(0, length);
        return _isSpaced ? CutAtSpaces(line) : CutAtSeparators(line);
    }

    private bool CutAtSpaces(ReadOnlySpan<byte> line)
    {
        for (int place = 0; place < line.Length; place++)
        {
            int length = line[place..].IndexOfAny(separator);
            length = length < 0 ? line.Length - place : length;
            if (length > 0)
            {
                Add(place, place + length, isDoubled: false);
            }

            place += length;
        }

        return true;
    }

    private bool CutAtSeparators(ReadOnlySpan<byte> line)
    {
        int place = 0;
        while (true)
        {
            int end;
            if (_isCsv && place < line.Length && line[place] == '"')
            {
                if (!TryQuoted(line, place, out end))
                {
                    return false;
                }
            }
            else
            {
                int length = line[place..].IndexOf(separator);
                end = length < 0 ? line.Length : place + length;
                Add(place, end, isDoubled: false);
            }

            if (end == line.Length)
            {
                return true;
            }

            place = end + separator.Length;
        }
    }

    private bool TryQuoted(ReadOnlySpan<byte> line, int place, out int end)
    {
        bool isDoubled = false;
        end = place + 1;
        while (true)
        {
            int length = line[end..].IndexOf((byte)'"');
            if (length < 0)
            {
                return false;
            }

            end += length + 1;
            if (end == line.Length || line[end] != '"')
            {
                break;
            }

            isDoubled = true;
            end++;
        }

        Add(place + 1, end - 1, isDoubled);
        return end == line.Length || line[end] == ',';
    }

    private void Add(int start, int end, bool isDoubled)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * Count);
        }

        _fields[Count++] = (start, end, isDoubled);
    }
}
