using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;

namespace FilmRec.Core.Bulk;

/// <summary>Lines that have arrived.</summary>
/// <param name="Name">Of their file in the spool.</param>
/// <param name="Lines">How many.</param>
/// <param name="Sha256">Over the lines as they are, unpacked.</param>
public sealed record SpooledLines(string Name, long Lines, byte[] Sha256);

/// <summary>Why lines were not taken.</summary>
public enum SpoolRefusal
{
    TooLarge,
    Damaged,
}

/// <summary>The lines were not taken, and nothing of them was kept. The message says why and what to do.</summary>
public sealed class SpoolException(SpoolRefusal reason, string message, Exception? inner = null) : Exception(message, inner)
{
    public SpoolRefusal Reason { get; } = reason;
}

/// <summary>Keeps the lines that third parties send in files until their job is done. They are unpacked while they arrive, so that a bomb or a damaged file is noticed at once.</summary>
public sealed class BulkSpool(FilmRecOptions options, TimeProvider clock) : IDisposable
{
    private const string Extension = ".jsonl";
    private const int MostAtOnce = 4;
    private const int BufferBytes = 128 << 10;
    private const long SpareBytes = 256L << 20;
    private const long BytesBetweenLooks = 16 << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _uploads = new(MostAtOnce);

    /// <summary>The largest body that is taken.</summary>
    public long MostBytes => options.BulkMegabytes << 20;

    private string Folder => Path.Combine(options.FullDataFolder, "bulk");

    /// <summary>Writes what arrives to a file. Memory does not grow with it.</summary>
    /// <param name="body">The lines, packed or not.</param>
    /// <param name="isPacked">True for gzip.</param>
    /// <param name="announcedBytes">As the caller says, or null.</param>
    /// <param name="cancellationToken">Cancelled when the caller goes.</param>
    /// <exception cref="SpoolException">Too large, or not what it says it is.</exception>
    /// <exception cref="OverloadedException">Others are sending already, or the disk is nearly full.</exception>
    public async Task<SpooledLines> TakeAsync(Stream body, bool isPacked, long? announcedBytes, CancellationToken cancellationToken)
    {
        if (announcedBytes > MostBytes)
        {
            throw TooLarge();
        }

        if (!await _uploads.WaitAsync(0, cancellationToken))
        {
            throw new OverloadedException($"{MostAtOnce} others are sending lines at the moment: try again when they are done.", Soon);
        }

        string name = $"{Guid.NewGuid():N}{Extension}";
        string path = Path.Combine(Folder, name);
        try
        {
            Directory.CreateDirectory(Folder);
            CheckDisk(announcedBytes ?? 0);
            using var counted = new CountedStream(body, MostBytes);
            await using var unpacked = isPacked ? new GZipStream(counted, CompressionMode.Decompress, leaveOpen: true) : (Stream)counted;
            return await WriteAsync(unpacked, counted, isPacked, name, path, cancellationToken);
        }
        catch (Exception e)
        {
            File.Delete(path);
            switch (e)
            {
                case CountedStream.LimitException:
                    throw TooLarge();
                case InvalidDataException:
                    throw new SpoolException(SpoolRefusal.Damaged, "The body is not gzip that can be unpacked, or ends too early: pack it again and send it whole. Nothing was taken.", e);
                default:
                    throw;
            }
        }
        finally
        {
            _uploads.Release();
        }
    }

    public void Dispose() => _uploads.Dispose();

    /// <summary>The full path of lines that have arrived.</summary>
    /// <exception cref="CannotContinueException">They are not there any more.</exception>
    public string Resolve(string name)
        => PathOf(name) is { } path && File.Exists(path) ? path : throw new CannotContinueException("The lines are not on this server any more: send them again.");

    public void Delete(string name)
    {
        try
        {
            if (PathOf(name) is { } path && Directory.Exists(Folder))
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Tidying up comes by again.
        }
    }

    /// <summary>Deletes what no job needs any more.</summary>
    public void Tidy(IReadOnlyCollection<string> needed)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        var old = clock.GetUtcNow() - Grace;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles().Where(file => !needed.Contains(file.Name) && file.LastWriteTimeUtc < old))
        {
            Delete(file.Name);
        }
    }

    private string? PathOf(string name)
        => name.EndsWith(Extension, StringComparison.Ordinal) && Guid.TryParseExact(name[..^Extension.Length], "N", out _) ? Path.Combine(Folder, name) : null;

    private async Task<SpooledLines> WriteAsync(Stream unpacked, CountedStream packed, bool isPacked, string name, string path, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
            (long written, long looked, long ends, byte last) = (0, 0, 0, (byte)'\n');
            for (int read; (read = await unpacked.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                written += read;
                if (isPacked)
                {
                    PackedLimits.Check(packed.Bytes, written, options.BulkUnpackedMegabytes << 20);
                }

                if (written - looked > BytesBetweenLooks)
                {
                    CheckDisk(0);
                    looked = written;
                }

                var part = buffer.AsMemory(0, read);
                hash.AppendData(part.Span);
                ends += part.Span.Count((byte)'\n');
                last = part.Span[^1];
                await file.WriteAsync(part, cancellationToken);
            }

            if (isPacked && packed.Bytes == 0)
            {
                throw new InvalidDataException("Nothing is not gzip.");
            }

            return new SpooledLines(name, ends + (last == '\n' ? 0 : 1), hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SpoolException TooLarge()
        => new(SpoolRefusal.TooLarge, $"The body has more than {options.BulkMegabytes} MB: send the lines in several requests. Nothing was taken.");

    private void CheckDisk(long bytes)
    {
        if (DiskSpace.Of(Folder).FreeBytes - bytes < SpareBytes)
        {
            throw new OverloadedException("There is too little room on the disk of this server for these lines: try again later, or with fewer lines.", Soon);
        }
    }
}
