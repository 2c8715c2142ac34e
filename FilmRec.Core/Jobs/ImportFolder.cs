using FilmRec.Core.SampleData;

namespace FilmRec.Core.Jobs;

/// <summary>Something in the import folder that may be a dataset.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Bytes">Of a zip; null for a folder.</param>
/// <param name="ChangedAt">When it was last written.</param>
public sealed record ImportEntry(string Name, long? Bytes, DateTimeOffset ChangedAt);

/// <summary>The one folder on this server that can be imported from in the browser. Nothing outside it is ever opened: no path, no link leads out.</summary>
public sealed class ImportFolder(FilmRecOptions options)
{
    public const int MostShown = 100;

    /// <summary>Where an administrator puts datasets.</summary>
    public string FullPath => options.FullImportFolder;

    /// <summary>Folders and zips that lie there, newest first.</summary>
    public IReadOnlyList<ImportEntry> List()
    {
        try
        {
            return !Directory.Exists(FullPath) ? [] : [.. new DirectoryInfo(FullPath).EnumerateFileSystemInfos()
                .Where(entry => !IsLink(entry) && (entry is DirectoryInfo || entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
                .Select(entry => new ImportEntry(entry.Name, (entry as FileInfo)?.Length, entry.LastWriteTimeUtc))
                .OrderByDescending(entry => entry.ChangedAt).ThenBy(entry => entry.Name, StringComparer.Ordinal).Take(MostShown)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // the page says where it looked
        }
    }

    /// <summary>The full path of an entry.</summary>
    /// <exception cref="CannotContinueException">It is no entry of the folder, or a link; the message says so.</exception>
    public string Resolve(string name)
    {
        if (name.Length is 0 or > 255 || name is "." or ".." || name.AsSpan().ContainsAny('/', '\\', '\0') || Path.GetFileName(name) != name)
        {
            throw new CannotContinueException("Only what lies in the import folder itself can be imported: choose an entry of the list.");
        }

        string path = Path.Combine(FullPath, name);
        FileSystemInfo entry = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (!entry.Exists || (entry is FileInfo && !name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)))
        {
            throw new CannotContinueException($"{name} is not in the import folder any more, or is neither a folder nor a zip: choose an entry of the list.");
        }

        if (IsLink(entry) || (entry is DirectoryInfo folder && HoldsLink(folder)))
        {
            throw new CannotContinueException($"{name} is or holds a link to another place: copy the files themselves into the import folder.");
        }

        return path;
    }

    /// <summary>Opens what lies there as a dataset.</summary>
    /// <exception cref="CannotContinueException">It is none, or would unpack to more than is allowed.</exception>
    internal MovieLensFiles Open(string path)
    {
        if (File.Exists(path))
        {
            ZipGuard.Check(path, options.UnpackedMegabytes << 20);
        }

        return MovieLensFiles.Open(path);
    }

    private static bool IsLink(FileSystemInfo entry) => entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    // As deep as datasets are looked for.
    private static bool HoldsLink(DirectoryInfo folder)
        => folder.EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, AttributesToSkip = 0 }).Any(IsLink);
}
