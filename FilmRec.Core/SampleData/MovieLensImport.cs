using FilmRec.Core.Data;
using FilmRec.Core.SampleData.MovieLens;

namespace FilmRec.Core.SampleData;

/// <summary>
/// Brings a MovieLens dataset into the database. Streams; can be cancelled and repeated: what is there already is found by its id in MovieLens,
/// nothing is inserted twice, and of two opinions of a viewer on a movie the newer stays. Lines that cannot be used are skipped and reported.
/// </summary>
/// <remarks>Memory grows with movies and viewers (about 0.2 kB and 0.1 kB each), not with ratings.</remarks>
public sealed class MovieLensImport(IDatabaseProvider provider, FilmRecOptions options, TimeProvider clock)
{
    /// <summary>Ratings files of about this many lines are loaded all at once where the database can: nothing of them stays if it is cancelled.</summary>
    internal long StageFrom { get; init; } = 1_000_000;

    /// <param name="keepSample">False takes made-up data out first, in a transaction of its own.</param>
    /// <exception cref="CannotContinueException">A file is damaged or cannot be read. What was imported until then stays, and is complete in itself.</exception>
    public async Task<ImportSummary> RunAsync(MovieLensFiles files, bool keepSample, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var onlyOne = await provider.LockAsync(DatabaseLock.Loading, cancellationToken);
        await using var writer = await provider.OpenBulkWriterAsync(cancellationToken);
        var run = new ImportRun(files, writer, new BadLines(), progress, clock, clock.GetUtcNow());
        var removed = keepSample ? null : await RemoveSampleAsync(run, cancellationToken);
        var movies = new MovieStep(run);
        var viewers = new ViewerBook(run);
        var ratings = new RatingStep(run, movies.Ids, viewers, StageFrom);
        var tags = new TagStep(run, movies.Ids, viewers);
        string report;
        try
        {
            await movies.RunAsync(cancellationToken);
            await viewers.LearnKnownAsync(cancellationToken);
            await ratings.RunAsync(cancellationToken);
            await tags.RunAsync(cancellationToken);
        }
        finally
        {
            // Also when it was cancelled: the sums beside the movies must fit the ratings that are there.
            await writer.RollbackAsync();
            if (!ratings.HasAddedUp)
            {
                await AddUpAsync(run);
            }

            report = await run.BadLines.WriteAsync(options.FullDataFolder, files.Path, run.Now, CancellationToken.None);
        }

        return new ImportSummary(files.LayoutName, removed)
        {
            Movies = movies.Count,
            NewMovies = movies.New,
            Ratings = ratings.Count,
            NewRatings = ratings.New,
            Viewers = viewers.Count,
            NewViewers = viewers.New,
            Tags = tags.Count,
            NewTags = tags.New,
            BadLines = run.BadLines.Count,
            FirstBadLines = run.BadLines.First,
            ReportFile = report,
        };
    }

    private static async Task<DataPresence?> RemoveSampleAsync(ImportRun run, CancellationToken cancellationToken)
    {
        await run.Writer.BeginAsync(cancellationToken);
        var before = await DataPresence.ReadAsync(run.Writer.Db, cancellationToken);
        await SampleRemoval.RunAsync(run.Writer, run.Progress, cancellationToken);
        await run.Writer.CommitAsync(cancellationToken);
        return before.HasSample ? before : null;
    }

    private static async Task AddUpAsync(ImportRun run)
    {
        run.Progress.Report(new WorkProgress("Adding up ratings", 0, null));
        await run.Writer.BeginAsync(CancellationToken.None);
        await run.Writer.RefreshMovieRatingsAsync(CancellationToken.None);
        await run.Writer.CommitAsync(CancellationToken.None);
        run.Progress.Report(new WorkProgress("Adding up ratings", 1, 1));
    }
}
