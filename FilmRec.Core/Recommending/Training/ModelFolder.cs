using System.Security.Cryptography;

namespace FilmRec.Core.Recommending.Training;

/// <summary>A model's file as it lies on the disk.</summary>
/// <param name="Sha256">In hexadecimal digits; also the file's name.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ModelFile(string Sha256, long Bytes);

/// <summary>The model files of this machine, named by their SHA-256. A file under its final name is whole.</summary>
public sealed class ModelFolder(FilmRecOptions options)
{
    private const string Extension = ".model";
    private const string UnfinishedExtension = ".unfinished";

    public string PathOf(string sha256) => Path.Combine(options.ModelFolder, sha256 + Extension);

    /// <summary>Writes under a temporary name, flushes to the disk, renames, flushes the folder.</summary>
    /// <param name="write">Writes the content.</param>
    /// <param name="expected">The SHA-256 that the content must have, or null.</param>
    /// <param name="cancellationToken">Passed to <paramref name="write"/>.</param>
    /// <exception cref="InvalidDataException">The content is not what was expected; nothing is kept of it.</exception>
    public async Task<ModelFile> WriteAsync(Func<Stream, CancellationToken, Task> write, string? expected, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.ModelFolder);
        string temporary = Path.Combine(options.ModelFolder, $".{Environment.ProcessId}-{Guid.NewGuid():N}{UnfinishedExtension}");
        try
        {
            ModelFile written;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using var sha256 = SHA256.Create();
                await using (var hashing = new CryptoStream(file, sha256, CryptoStreamMode.Write, leaveOpen: true))
                {
                    await write(hashing, cancellationToken);
                }

                file.Flush(flushToDisk: true);
                written = new ModelFile(Convert.ToHexStringLower(sha256.Hash!), file.Length); // the hash is there once its stream is closed
            }

            if (expected is not null && expected != written.Sha256)
            {
                throw new InvalidDataException($"A model arrived damaged: its SHA-256 is {written.Sha256} and should be {expected}.");
            }

            File.Move(temporary, PathOf(written.Sha256), overwrite: true);
            FolderFlush.Flush(options.ModelFolder);
            return written;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Opens a file after checking all of it; null when it is missing or damaged.</summary>
    public async Task<FileStream?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!File.Exists(PathOf(sha256)))
        {
            return null;
        }

        var file = new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16, FileOptions.SequentialScan);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != sha256)
        {
            await file.DisposeAsync();
            return null;
        }

        file.Position = 0;
        return file;
    }

    public void Delete(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>All files of the folder that this program makes: finished ones by SHA-256, and what was never finished.</summary>
    public (IReadOnlyList<string> Sha256, IReadOnlyList<string> Unfinished) List()
    {
        if (!Directory.Exists(options.ModelFolder))
        {
            return ([], []);
        }

        return ([.. Directory.EnumerateFiles(options.ModelFolder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path))],
            [.. Directory.EnumerateFiles(options.ModelFolder, ".*" + UnfinishedExtension)]);
    }
}
