namespace FilmRec.Core;

/// <summary>The disk that a folder lies on.</summary>
public readonly record struct DiskSpace(long TotalBytes, long FreeBytes)
{
    /// <summary>0 … 1.</summary>
    public double UsedShare => TotalBytes <= 0 ? 0 : 1 - (double)FreeBytes / TotalBytes;

    /// <summary>Of the folder, or of the nearest one above it that exists.</summary>
    public static DiskSpace Of(string folder)
    {
        string? existing = Path.GetFullPath(folder);
        while (existing is not null && !Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        var drive = new DriveInfo(existing ?? "/");
        return new DiskSpace(drive.TotalSize, drive.AvailableFreeSpace);
    }
}
