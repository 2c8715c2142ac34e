namespace FilmRec.Core.Bulk;

/// <summary>Reads a file line by line, as bytes. Memory is one buffer, however long a line is.</summary>
internal sealed class BulkLines(string path) : IDisposable
{
    /// <summary>Longer lines are refused without being read.</summary>
    public const int LongestLine = 8 * 1024;

    private const int BufferBytes = 256 << 10;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    private readonly FileStream _file = new(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _from;
    private int _until;
    private bool _ended;

    /// <summary>Of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line that is not empty. False at the end.</summary>
    /// <param name="line">Without its end; valid until the next call. Empty where it is too long.</param>
    /// <param name="isTooLong">It has more than <see cref="LongestLine"/> bytes.</param>
    public bool TryRead(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        while (TryReadAny(out line, out isTooLong))
        {
            if (Number == 1 && line.StartsWith(Mark))
            {
                line = line[Mark.Length..];
            }

            line = line.Trim(" \t\r"u8);
            if (isTooLong || line.Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    private bool TryReadAny(out ReadOnlySpan<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            var rest = _buffer.AsSpan(_from, _until - _from);
            int end = rest.IndexOf((byte)'\n');
            if (end >= 0 || (_ended && (rest.Length > 0 || isTooLong)))
            {
                line = rest[..(end >= 0 ? end : rest.Length)];
                _from += end >= 0 ? end + 1 : rest.Length;
                Number++;
                isTooLong |= line.Length > LongestLine + 1; // one for the carriage return
                line = isTooLong ? default : line;
                return true;
            }

            if (_ended)
            {
                line = default;
                return false;
            }

            if (rest.Length > LongestLine + 1)
            {
                (isTooLong, _from, _until) = (true, 0, 0); // what is there of it is not looked at
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_from, _until - _from).CopyTo(_buffer);
        (_from, _until) = (0, _until - _from);
        int read = _file.Read(_buffer, _until, _buffer.Length - _until);
        _until += read;
        _ended = read == 0;
    }
}
