namespace FilmRec.Core.Ratings.Exchange;

/// <summary>How much one import takes on.</summary>
public static class ImportLimits
{
    /// <summary>Bytes of the file that is handed in.</summary>
    public const int FileBytes = 5 * 1024 * 1024;

    /// <summary>Bytes of what a zip holds, as far as it is read.</summary>
    public const int UnzippedBytes = 40 * 1024 * 1024;

    /// <summary>Lines of all its files together.</summary>
    public const int Lines = 20_000;

    /// <summary>Files in a zip.</summary>
    public const int ZippedFiles = 5_000;

    /// <summary>Viewings of one film.</summary>
    public const int WatchesOfOneFilm = 200;

    /// <summary>Lines that could not be read and are told one by one; of more than these only the number is kept.</summary>
    public const int Faults = 500;
}
