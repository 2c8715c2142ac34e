using System.Text;
using System.Text.Unicode;
using FilmRec.Core.TextFiles;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>One file of a dataset, line by line: skips the header, and reports lines that are too long or not text.</summary>
internal sealed class DataFile(string name, Stream stream, long length, bool hasHeader, bool isLatin1, BadLines badLines) : IDisposable
{
    private readonly DataLines _lines = new(stream);

    public string Name => name;

    /// <summary>Lines read, the header among them.</summary>
    public long Number => _lines.Number;

    /// <summary>How many lines the file will have, judging by the length of those read so far.</summary>
    public long EstimatedLines => _lines.Position >= length || _lines.Number == 0 ? _lines.Number : (long)((double)length / _lines.Position * _lines.Number);

    public bool TryReadBytes(out ReadOnlySpan<byte> line)
    {
        while (_lines.TryRead(out line))
        {
            if (_lines.IsTooLong)
            {
                Skip($"the line has more than {DataLines.MaximumLength} bytes");
            }
            else if (_lines.Number > 1 || !hasHeader)
            {
                return true;
            }
        }

        return false;
    }

    public bool TryReadText(out string line)
    {
        while (TryReadBytes(out var bytes))
        {
            if (bytes.Contains((byte)0))
            {
                Skip("the line holds a NUL character");
            }
            else if (isLatin1 || Utf8.IsValid(bytes))
            {
                line = (isLatin1 ? Encoding.Latin1 : Encoding.UTF8).GetString(bytes);
                return true;
            }
            else
            {
                Skip("the line is not valid UTF-8");
            }
        }

        line = "";
        return false;
    }

    /// <summary>Reports the line that was read last as skipped.</summary>
    public void Skip(string reason) => badLines.Add(name, Number, reason);

    public void Dispose() => _lines.Dispose();
}
