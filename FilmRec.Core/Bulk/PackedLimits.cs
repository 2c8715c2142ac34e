namespace FilmRec.Core.Bulk;

/// <summary>Keeps bodies away that unpack to more than anybody would send.</summary>
internal static class PackedLimits
{
    private const int MostTimesLarger = 200; // lines shrink to a tenth or a twentieth
    private const long SmallBytes = 4 << 20;

    /// <param name="packed">Bytes that have been read.</param>
    /// <param name="unpacked">What has come of them.</param>
    /// <param name="mostUnpacked">More is too much in any case.</param>
    /// <exception cref="SpoolException">It is too much.</exception>
    public static void Check(long packed, long unpacked, long mostUnpacked)
    {
        if (unpacked > mostUnpacked)
        {
            throw new SpoolException(SpoolRefusal.TooLarge, $"The body unpacks to more than {mostUnpacked >> 20} MB: send the lines in several requests. Nothing was taken.");
        }

        if (unpacked > SmallBytes && unpacked / MostTimesLarger > packed)
        {
            throw new SpoolException(SpoolRefusal.TooLarge, $"The body unpacks to more than {MostTimesLarger} times its size, which no lines do. Nothing was taken.");
        }
    }
}

/// <summary>Counts what is read, and stops at a limit.</summary>
internal sealed class CountedStream(Stream inner, long most) : Stream
{
    public long Bytes { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read)
    {
        Bytes += read;
        return Bytes <= most ? read : throw new LimitException();
    }

    /// <summary>More came than is taken.</summary>
    internal sealed class LimitException : Exception;
}
