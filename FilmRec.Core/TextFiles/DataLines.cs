namespace FilmRec.Core.TextFiles;

/// <summary>The lines of a file as bytes, without their ends (\n or \r\n) and without a byte order mark; empty lines are left out.</summary>
/// <remarks>Keeps one buffer, whatever the file's size; it grows with the longest line. A line that is longer than the maximum is not kept but reported.</remarks>
/// <param name="stream">From its beginning; disposed together with this.</param>
/// <param name="maximumLength">Bytes that a line may have, its end among them.</param>
internal sealed class DataLines(Stream stream, int maximumLength = DataLines.MaximumLength) : IDisposable
{
    public const int MaximumLength = 64 * 1024;

    private byte[] _buffer = new byte[4 * MaximumLength];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line that was read last, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Bytes of the file that were taken so far.</summary>
    public long Position { get; private set; }

    /// <summary>True when the line that was read last was too long, and is empty therefore.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What comes next, without taking it: a quarter of a million bytes, or all that is left.</summary>
    /// <param name="isWhole">True when nothing comes behind it.</param>
    public ReadOnlySpan<byte> Peek(out bool isWhole)
    {
        while (!_ended && _end - _start < 4 * MaximumLength)
        {
            Fill();
        }

        isWhole = _ended;
        return _buffer.AsSpan(_start, _end - _start);
    }

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
                line = IsTooLong || taken > maximumLength ? [] : _buffer.AsSpan(_start, length >= 0 ? length : taken);
                IsTooLong |= taken > maximumLength;
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

            if (_end - _start > maximumLength)
            {
                IsTooLong = true;
                Take(_end - _start);
            }

            Fill();
        }
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

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
