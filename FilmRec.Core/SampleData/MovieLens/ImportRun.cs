using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>What the steps of one import share.</summary>
/// <param name="Now">When the import began: new movies and viewers carry this moment.</param>
internal sealed record ImportRun(
    MovieLensFiles Files, BulkWriter Writer, BadLines BadLines, IProgress<WorkProgress> Progress, TimeProvider Clock, DateTimeOffset Now)
{
    public MovieLensLayout Layout => Files.Layout;

    public DataFile Read(string file) => Files.Read(file, BadLines);
}
