using System.IO.Compression;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Files in a folder or in a zip, by their path there with "/".</summary>
internal interface IFileSource : IDisposable
{
    IReadOnlyList<string> Names { get; }

    long LengthOf(string name);

    /// <summary>Opens one file for reading from the front; one at a time.</summary>
    Stream Open(string name);
}

/// <summary>A folder and its direct subfolders.</summary>
internal sealed class FolderSource : IFileSource
{
    private readonly string _folder;

    public FolderSource(string folder)
    {
        _folder = folder;
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true };
        Names = [.. Directory.EnumerateFiles(folder, "*", options).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Names { get; }

    public long LengthOf(string name) => new FileInfo(Path.Combine(_folder, name)).Length;

    public Stream Open(string name)
        => new FileStream(Path.Combine(_folder, name), new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });

    public void Dispose()
    {
    }
}

/// <summary>A zip, read where it lies: nothing is unpacked.</summary>
internal sealed class ZipSource : IFileSource
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">Not a zip, or its list of files is damaged.</exception>
    public ZipSource(string path)
    {
        _archive = ZipFile.OpenRead(path);
        try
        {
            foreach (var entry in _archive.Entries)
            {
                _entries.TryAdd(entry.FullName, entry);
            }
        }
        catch
        {
            _archive.Dispose();
            throw;
        }

        Names = [.. _entries.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Names { get; }

    public long LengthOf(string name) => _entries[name].Length;

    // ZipArchive itself compares neither length nor checksum.
    public Stream Open(string name) => new ChecksummedStream(_entries[name].Open(), _entries[name].Length, _entries[name].Crc32);

    public void Dispose() => _archive.Dispose();
}
