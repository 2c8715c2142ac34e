using System.IO.Compression;

namespace FilmRec.Core.Jobs;

/// <summary>Keeps zips away that would unpack to more than this machine wants to read. What an archive says of its sizes is held to while it is read.</summary>
internal static class ZipGuard
{
    private const int MostEntries = 1_000;
    private const int MostTimesLarger = 200; // text of ratings shrinks to a fifth or a tenth
    private const long SmallBytes = 1 << 20;
    private const long MostBytesOfFilms = 256L << 20; // films are kept in memory while they are read

    /// <exception cref="CannotContinueException">It is no zip, or not one to be unpacked; the message says so.</exception>
    public static void Check(string path, long mostBytes)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.Entries.Count > MostEntries)
            {
                throw new CannotContinueException($"{path} holds {Figure.Of(archive.Entries.Count)} files; a dataset has a handful: pack only its files.");
            }

            long sum = 0;
            foreach (var entry in archive.Entries)
            {
                if (entry.Length > SmallBytes && entry.Length / MostTimesLarger > entry.CompressedLength)
                {
                    throw new CannotContinueException($"{entry.FullName} in {path} would unpack to more than {MostTimesLarger} times its size, which no dataset does: it was not opened.");
                }

                if (entry.Name is "movies.csv" or "movies.dat" or "u.item" && entry.Length > MostBytesOfFilms)
                {
                    throw new CannotContinueException($"{entry.FullName} in {path} has more than {MostBytesOfFilms >> 20} MB; the largest catalogues have a few: it was not opened.");
                }

                sum = long.MaxValue - sum < entry.Length ? long.MaxValue : sum + entry.Length;
            }

            if (sum > mostBytes)
            {
                throw new CannotContinueException($"{path} would unpack to more than {mostBytes >> 20} MB: split it, or raise FilmRec__UnpackedMegabytes.");
            }
        }
        catch (InvalidDataException e)
        {
            throw new CannotContinueException($"{path} is not a zip that can be read ({e.Message.TrimEnd('.')}): download it again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"{path} cannot be read ({e.Message.TrimEnd('.')}): give this user the right to read it.", e);
        }
    }
}
