using System.Text;
using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Quality;

/// <summary>The folder that holds the outcome of processing: report.txt, report.json, viewer-features.csv and movie-features.csv.</summary>
public static class ProcessedFolder
{
    /// <summary>Makes the folder, so that a wrong one is noticed before the work and not after it.</summary>
    /// <exception cref="CannotContinueException">It cannot be made.</exception>
    public static void Create(string folder) => Guarded(folder, () => Directory.CreateDirectory(folder));

    /// <summary>Computes the features and writes all four files; each appears whole or not at all.</summary>
    /// <param name="folder">As made by <see cref="Create"/>.</param>
    /// <param name="report">Of the same data.</param>
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="facts">By the movie rows of <paramref name="ratings"/>.</param>
    /// <param name="progress">Told of each file.</param>
    /// <param name="cancellationToken">Stops between rows; files that are finished stay.</param>
    /// <exception cref="CannotContinueException">The folder cannot be written to.</exception>
    public static void Write(
        string folder, DataQualityReport report, RatingMatrix ratings, MovieFacts facts, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
        => Guarded(folder, () =>
        {
            const string Phase = "Building features";
            const int Steps = 4;
            WriteFile(folder, "report.txt", writer => writer.Write(QualityText.Of(report)));
            WriteFile(folder, "report.json", writer => writer.Write(report.ToJson(indented: true)));
            progress.Report(new WorkProgress(Phase, 0, Steps, "viewers"));
            var viewers = ViewerFeatures.Of(ratings, facts, cancellationToken);
            progress.Report(new WorkProgress(Phase, 1, Steps, "viewers"));
            WriteFile(folder, "viewer-features.csv", writer => FeatureCsv.Write(writer, "viewer_id", ratings.Viewers, viewers.Table, cancellationToken));
            progress.Report(new WorkProgress(Phase, 2, Steps, "films"));
            var movies = MovieFeatures.Of(ratings, facts);
            progress.Report(new WorkProgress(Phase, 3, Steps, "films"));
            WriteFile(folder, "movie-features.csv", writer => FeatureCsv.Write(writer, "movie_id", ratings.Movies, movies.Table, cancellationToken));
            progress.Report(new WorkProgress(Phase, Steps, Steps, $"{viewers.Table.Columns.Count} for each viewer, {movies.Table.Columns.Count} for each film"));
        });

    private static void Guarded(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CannotContinueException(
                $"The folder {folder} cannot be written to ({e.Message.TrimEnd('.')}): give this user the right to write there, or name another one with --output.", e);
        }
    }

    private static void WriteFile(string folder, string name, Action<TextWriter> write)
    {
        string path = Path.Combine(folder, name);
        string unfinished = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var writer = new StreamWriter(unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                write(writer);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
