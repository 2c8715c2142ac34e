using FilmRec.Core;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Web.Commands;

/// <summary>Files that an option names: what is wrong with them becomes one sentence.</summary>
internal static class DataFileReading
{
    /// <param name="path">As it was given.</param>
    /// <param name="option">Which option gave it.</param>
    /// <param name="read">Gets the file from its beginning.</param>
    /// <exception cref="CannotContinueException">It is missing, cannot be read, or is malformed.</exception>
    public static T Read<T>(string path, string option, Func<Stream, T> read)
    {
        if (Directory.Exists(path))
        {
            throw new CannotContinueException($"{option} {path} is a folder: name the file in it, such as {Path.Combine(path, "ratings.csv")}.");
        }

        try
        {
            using var stream = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
            return read(stream);
        }
        catch (MalformedFileException e)
        {
            throw new CannotContinueException(e.Message, e);
        }
        catch (InvalidDataException e)
        {
            throw new CannotContinueException($"{option} {path} is compressed, but damaged ({e.Message.TrimEnd('.')}): download or compress it again.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CannotContinueException($"{option} {path} does not exist: check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"{option} {path} cannot be read ({e.Message}): check the path and its permissions.", e);
        }
    }
}
