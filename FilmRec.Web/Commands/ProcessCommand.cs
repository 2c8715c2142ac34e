using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.Quality;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Commands;

/// <summary><c>process</c>: checks the data, reports what they are like, and writes the normalised features of viewers and films.</summary>
internal static class ProcessCommand
{
    private const string Json = "json";
    private const string Text = "text";

    private static readonly Option<string> Format = new("--format") { Description = "Text for people or one JSON object for programs", DefaultValueFactory = _ => Text };

    private static readonly Option<string?> Output = new("--output")
    {
        Description = "Folder for the report and the features. Default: processed in the data folder",
        HelpName = "DIR",
    };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(Text, Json);
        var command = new Command("process", "Check the data, report what they are like, and write the features of viewers and films. Changes no data.") { Format, Output };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
        string folder = Path.GetFullPath(arguments.GetValue(Output) ?? Path.Combine(workbench.Get<FilmRecOptions>().FullDataFolder, "processed"));
        ProcessedFolder.Create(folder);
        var report = await Terminal.WithProgressAsync(async progress =>
        {
            var inspected = await workbench.Get<QualityInspector>().InspectAsync(progress, cancellationToken);
            var loaded = await workbench.Get<InteractionLoader>().LoadAsync(progress, cancellationToken);
            ProcessedFolder.Write(folder, inspected, loaded.Data.Ratings, loaded.Data.Facts, progress, cancellationToken);
            return inspected;
        });
        Console.Write(arguments.GetValue(Format) == Json ? report.ToJson(indented: true) + "\n" : QualityText.Of(report));
        Terminal.Say($"Report and features are in {folder}.");
        return 0;
    }
}
