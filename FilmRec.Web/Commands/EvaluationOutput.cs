using FilmRec.Core;

namespace FilmRec.Web.Commands;

/// <summary>Where the report of <c>evaluate</c> goes.</summary>
internal static class EvaluationOutput
{
    /// <param name="text">The report.</param>
    /// <param name="path">A file, or null for the terminal.</param>
    /// <exception cref="CannotContinueException">The file cannot be written.</exception>
    public static async Task WriteAsync(string text, string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            Console.WriteLine(text);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(path, text + Environment.NewLine, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotContinueException($"--output {path} cannot be written ({e.Message}): check the path and its permissions.", e);
        }
    }
}
