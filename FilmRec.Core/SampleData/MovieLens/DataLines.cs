namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>The lines of a file as bytes, without their ends (\n or \r\n) and without a byte order mark; empty lines are left out.</summary>
/// <remarks>Keeps one buffer, whatever the file's size. A line that is longer than <see cref="MaximumLength"/> is not kept but reported.</remarks>
internal sealed class DataLines(Stream stream) : IDisposable
{
    public const int MaximumLength = 64 * 1024;

    private readonly byte[] _buffer = new byte[4 * MaximumLength];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes of the file that were taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>True when the line that was read last was too long, and is empty therefore.</summary>
    public bool IsTooLong { get; private set; }

    /// <param name="line">Valid until the next call.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (TryReadRaw(out line))
        {
            if (line is [.., (byte)'\r'])
            {
                line = line[..^1];
            }

            if (Number == 1 && line is [0xEF, 0xBB, 0xBF, ..])
            {
                line = line[3..];
            }

            if (IsTooLong || !line.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => stream.Dispose();

    private bool TryReadRaw(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0 || (_ended && _start < _end))
            {
                int taken = length >= 0 ? length + 1 : _end - _start;
                line = IsTooLong || taken > MaximumLength ? [] : _buffer.AsSpan(_start, length >= 0 ? length : taken);
                IsTooLong |= taken > MaximumLength;
                Take(taken);
                Number++;
                return true;
            }

            if (_ended)
            {
                line = [];
                Number += IsTooLong ? 1 : 0;
                return IsTooLong;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_end - _start > MaximumLength)
        {
            IsTooLong = true;
            Take(_end - _start);
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }

    private void Take(int count)
    {
        _start += count;
        Position += count;
    }
}
