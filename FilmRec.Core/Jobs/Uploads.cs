using System.Buffers;
using System.Globalization;

namespace FilmRec.Core.Jobs;

/// <summary>A file that has arrived.</summary>
/// <param name="Name">Its name on this server.</param>
/// <param name="Layout">What it holds, for people: "MovieLens CSV".</param>
public sealed record UploadedFile(string Name, string Layout);

/// <summary>Zips that came from browsers, until their import is done. They get names of our own; what a browser calls them is only shown.</summary>
public sealed class Uploads(FilmRecOptions options, ImportFolder folder, TimeProvider clock) : IDisposable
{
    private const int BufferBytes = 128 << 10;
    private const long SpareBytes = 256L << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The largest file that is taken.</summary>
    public long MostBytes => options.UploadMegabytes << 20;

    private string Folder => Path.Combine(options.FullDataFolder, "uploads");

    /// <summary>Writes what arrives to a file, and looks whether it is a dataset. Nothing of it stays otherwise.</summary>
    /// <param name="content">The zip.</param>
    /// <param name="announcedBytes">As the browser says, or null.</param>
    /// <param name="shownName">What the file is called in messages.</param>
    /// <param name="cancellationToken">Cancelled when the browser goes.</param>
    /// <exception cref="CannotContinueException">It is too large, or no dataset; the message says so.</exception>
    public async Task<UploadedFile> TakeAsync(Stream content, long? announcedBytes, string shownName, CancellationToken cancellationToken)
    {
        if (!await _oneAtATime.WaitAsync(0, cancellationToken))
        {
            throw new CannotContinueException("Another file is being uploaded at the moment: try again when it has arrived.");
        }

        try
        {
            Check(announcedBytes ?? 0);
            Directory.CreateDirectory(Folder);
            CheckDisk(announcedBytes ?? 0);
            string name = $"{Guid.NewGuid():N}.zip";
            string path = Path.Combine(Folder, name);
            try
            {
                await WriteAsync(content, path, cancellationToken);
                using var files = folder.Open(path);
                return new UploadedFile(name, files.LayoutName);
            }
            catch (CannotContinueException e)
            {
                File.Delete(path);
                throw new CannotContinueException(e.Message.Replace(path, shownName, StringComparison.Ordinal), e);
            }
            catch
            {
                File.Delete(path);
                throw;
            }
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The full path of an uploaded file.</summary>
    /// <exception cref="CannotContinueException">It is not there any more.</exception>
    public string Resolve(string name)
    {
        bool isOurs = name.Length == 36 && name.EndsWith(".zip", StringComparison.Ordinal) && Guid.TryParseExact(name[..32], "N", out _);
        string path = Path.Combine(Folder, isOurs ? name : "none");
        return isOurs && File.Exists(path) ? path : throw new CannotContinueException("The uploaded file is not on this server any more: upload it again.");
    }

    public void Dispose() => _oneAtATime.Dispose();

    internal void Delete(string name)
    {
        try
        {
            File.Delete(Resolve(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CannotContinueException)
        {
            // Tidying up comes by again.
        }
    }

    /// <summary>Deletes what no job needs any more.</summary>
    internal void Tidy(IReadOnlyCollection<string> needed)
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

    private async Task WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous });
            long written = 0;
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                Check(written += read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Check(long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new CannotContinueException(string.Create(CultureInfo.InvariantCulture,
                $"The file has more than {options.UploadMegabytes} MB: put it into the import folder on the server, or raise FilmRec__UploadMegabytes."));
        }
    }

    private void CheckDisk(long bytes)
    {
        long free = DiskSpace.Of(Folder).FreeBytes;
        if (free - bytes < SpareBytes)
        {
            throw new CannotContinueException($"The disk of the data folder has {free >> 20} MB left, too little for this file: make room first.");
        }
    }
}
