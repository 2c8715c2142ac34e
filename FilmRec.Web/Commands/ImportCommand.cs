using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Commands;

/// <summary><c>import movielens PATH</c>: loads a MovieLens folder or zip.</summary>
internal static class ImportCommand
{
    private const int ShownBadLines = 5;

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A MovieLens folder or zip: ml-latest, ml-latest-small, ml-32m … ml-100k.", HelpName = "PATH" };
        var yes = new Option<bool>("--yes") { Description = "Remove sample data first, without asking." };
        var keepSample = new Option<bool>("--keep-sample") { Description = "Leave sample data where it is." };
        var movieLens = new Command("movielens", "Import films, ratings, tags and links of a MovieLens dataset. Repeating it adds nothing twice.") { path, yes, keepSample };
        movieLens.SetAction(async (result, cancellationToken) =>
        {
            using var files = MovieLensFiles.Open(result.GetRequiredValue(path));
            await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
            bool keep = result.GetValue(keepSample);
            if (!keep)
            {
                MayRemove(await workbench.Get<SampleSeeder>().FindAsync(cancellationToken), result.GetValue(yes));
            }

            await RunAsync(workbench.Get<MovieLensImport>(), files, keep, cancellationToken);
        });
        return new Command("import", "Load ratings that people gave.") { movieLens };
    }

    private static async Task RunAsync(MovieLensImport import, MovieLensFiles files, bool keepSample, CancellationToken cancellationToken)
    {
        try
        {
            Show(await Terminal.WithProgressAsync(progress => import.RunAsync(files, keepSample, progress, cancellationToken)));
        }
        catch (OperationCanceledException)
        {
            Terminal.Say("What was imported so far stays; repeat the command to go on.");
            throw;
        }
    }

    // Sample films and real ones together would spoil every recommendation, so they go, but nobody's data goes unasked.
    private static void MayRemove(DataPresence presence, bool yes)
    {
        if (!presence.HasSample)
        {
            return;
        }

        string what = SamplePresenceText.Of(presence);
        if (yes)
        {
            Terminal.Say($"Removing {what} first.");
        }
        else if (!Terminal.CanAsk)
        {
            throw new CannotContinueException($"The database holds {what}: --yes removes them before the import, --keep-sample keeps them.");
        }
        else if (!Terminal.Ask($"The import first removes {what}. Go on?"))
        {
            throw new CannotContinueException("Nothing was imported. --keep-sample imports and keeps the sample data.");
        }
    }

    private static void Show(ImportSummary summary)
    {
        Console.WriteLine($"Imported {summary.Layout}: {Figure.Of(summary.Movies)} films, {Figure.Of(summary.Ratings)} ratings, "
            + $"{Figure.Of(summary.Viewers)} viewers, {Figure.Of(summary.Tags)} tags.");
        Console.WriteLine($"New: {Figure.Of(summary.NewMovies)} films, {Figure.Of(summary.NewRatings)} ratings, "
            + $"{Figure.Of(summary.NewViewers)} viewers, {Figure.Of(summary.NewTags)} tags.");
        if (summary.BadLines == 0)
        {
            return;
        }

        Console.WriteLine($"{Figure.Of(summary.BadLines)} lines were skipped; {summary.ReportFile} lists {(summary.BadLines > summary.FirstBadLines.Count ? "the first of them" : "them")}:");
        foreach (var line in summary.FirstBadLines.Take(ShownBadLines))
        {
            Console.WriteLine($"  {line}");
        }
    }
}
