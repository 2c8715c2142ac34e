namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>A stream that is only ever read from the front.</summary>
internal abstract class ReadOnlyStream(Stream inner) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>Turns what goes wrong while reading into a sentence that names the file.</summary>
internal sealed class NamedStream(Stream inner, string file) : ReadOnlyStream(inner)
{
    private readonly Stream _inner = inner;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new CannotContinueException($"{file} is damaged ({e.Message.TrimEnd('.')}): download the file again, then repeat the import.", e);
        }
        catch (IOException e)
        {
            throw new CannotContinueException($"{file} cannot be read ({e.Message.TrimEnd('.')}): check the disk it lies on, then repeat the import.", e);
        }
    }
}

/// <summary>Compares what was read with the length and the CRC-32 that were promised.</summary>
internal sealed class ChecksummedStream(Stream inner, long length, uint checksum) : ReadOnlyStream(inner)
{
    private readonly Stream _inner = inner;
    private readonly Crc32 _checksum = new();
    private long _read;

    /// <exception cref="InvalidDataException">The stream is not what was promised.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _inner.Read(buffer);
        _checksum.Add(buffer[..read]);
        _read += read;
        if (_read > length)
        {
            throw new InvalidDataException($"it has more than the {length} bytes that were promised"); // an archive that lies about its size has no end
        }

        if (read == 0 && buffer.Length > 0 && (_read != length || _checksum.Value != checksum))
        {
            throw new InvalidDataException(_read == length ? "its checksum is wrong" : $"it has {_read} bytes instead of {length}");
        }

        return read;
    }
}
