using FilmRec.Core.Bulk;
using FilmRec.Core.Catalog;
using FilmRec.Core.Quality;
using FilmRec.Core.SampleData;

namespace FilmRec.Core.Jobs;

/// <summary>What each kind of job does: the same classes that the command line calls.</summary>
public sealed class JobWork(
    SampleSeeder seeder, MovieLensImport import, QualityInspector inspector, ImportFolder folder, Uploads uploads, MovieCatalog catalog,
    BulkSpool spool, BulkRatingImport ratings, BulkMovieImport movies)
{
    internal Task<JobEnd> DoAsync(int jobId, JobKind kind, string parameters, IProgress<WorkProgress> progress, CancellationToken cancellationToken) => kind switch
    {
        JobKind.Generate when JobJson.Read<SampleOptions>(parameters) is { } options => GenerateAsync(options, progress, cancellationToken),
        JobKind.Import when JobJson.Read<ImportOrder>(parameters) is { } order => ImportAsync(order, progress, cancellationToken),
        JobKind.BulkRatings or JobKind.BulkMovies when JobJson.Read<BulkOrder>(parameters) is { } order => WriteLinesAsync(jobId, kind, order, progress, cancellationToken),
        JobKind.Process => InspectAsync(progress, cancellationToken),
        _ => throw new CannotContinueException("What is to be done could not be read: ask for it anew."),
    };

    private async Task<JobEnd> GenerateAsync(SampleOptions options, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var seeded = await seeder.SeedAsync(options, progress, cancellationToken);
        await catalog.ForgetAllAsync(CancellationToken.None);
        return new JobEnd(JobState.Finished, JobTexts.Of(seeded, options), Report: new JobReport(
            [new("films", seeded.Movies, null), new("viewers", seeded.Viewers, null), new("ratings", seeded.Ratings, null), new("watches", seeded.Watches, null)], []));
    }

    private async Task<JobEnd> ImportAsync(ImportOrder order, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        string path = order.Upload is null ? folder.Resolve(order.Name) : uploads.Resolve(order.Upload);
        try
        {
            progress.Report(new WorkProgress("Looking at the files", 0, null));
            using var files = folder.Open(path);
            var summary = await import.RunAsync(files, order.KeepSample, progress, cancellationToken);
            if (order.Upload is not null)
            {
                uploads.Delete(order.Upload);
            }

            return new JobEnd(JobState.Finished, JobTexts.Of(summary), summary.BadLines, Report(summary));
        }
        catch (CannotContinueException e)
        {
            // The path on this server is nobody's business, and means nothing to who uploaded the file.
            throw new CannotContinueException(e.Message.Replace(path, order.Name, StringComparison.Ordinal), e);
        }
        finally
        {
            await catalog.ForgetAllAsync(CancellationToken.None); // also when it ended half way: what was imported stays
        }
    }

    private async Task<JobEnd> InspectAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var report = await inspector.InspectAsync(progress, cancellationToken);
        int found = report.Problems.Count();
        return new JobEnd(JobState.Finished, found == 0
            ? $"{report.Findings.Count} checks were made and found nothing."
            : $"{found} of {report.Findings.Count} checks found something.");
    }

    private async Task<JobEnd> WriteLinesAsync(int jobId, JobKind kind, BulkOrder order, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await WriteLinesAsync(jobId, kind, order, spool.Resolve(order.File), progress, cancellationToken);
            return new JobEnd(JobState.Finished, JobTexts.Of(outcome), outcome.Refused,
                new JobReport([new("lines accepted", outcome.Accepted, null), new("lines refused", outcome.Refused, null)], []));
        }
        finally
        {
            spool.Delete(order.File); // whoever sent them has them
            await catalog.ForgetAllAsync(CancellationToken.None); // also when it ended half way: what was written stays
        }
    }

    private async Task<BulkOutcome> WriteLinesAsync(
        int jobId, JobKind kind, BulkOrder order, string path, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            return kind == JobKind.BulkRatings
                ? await ratings.RunAsync(jobId, order, path, progress, cancellationToken)
                : await movies.RunAsync(jobId, order, path, progress, cancellationToken);
        }
        catch (CannotContinueException e)
        {
            // What it says is for who runs this server, and names its files.
            throw new CannotContinueException("Somebody else has been loading data for too long. Send the lines again later; nothing is written twice.", e);
        }
    }

    private static JobReport Report(ImportSummary summary)
    {
        List<JobFigure> figures =
        [
            new("films", summary.Movies, summary.NewMovies),
            new("viewers", summary.Viewers, summary.NewViewers),
            new("ratings", summary.Ratings, summary.NewRatings),
            new("tags", summary.Tags, summary.NewTags),
        ];
        if (summary.Removed is { } removed)
        {
            figures.Add(new JobFigure("sample films removed", removed.SampleMovies, null));
            figures.Add(new JobFigure("ratings removed with them", removed.SampleRatings + removed.RatingsOfSampleByOthers, null));
        }

        return new JobReport(figures, [.. summary.FirstBadLines.Select(line => new SkippedLine(line.File, line.Line, line.Reason))]);
    }
}
