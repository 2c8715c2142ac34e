using System.CommandLine;
using System.Globalization;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Web.Commands;

/// <summary><c>train [KIND…]</c>: trains models, evaluates them, and publishes what passes the gate.</summary>
internal static class TrainCommand
{
    private const int Failed = 1;

    private static readonly Argument<string[]> Kinds = new("KIND")
    {
        Description = $"Kinds to train. Default: all, which are {string.Join(", ", ModelKinds.All.Select(kind => kind.Name))}",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed and data give the same models", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> NoPublish = new("--no-publish") { Description = "Keep what passes the gate as candidates; the live models stay" };

    public static Command Create()
    {
        var command = new Command("train", "Train the models, evaluate them on held-out ratings, and publish what passes the gate.") { Kinds, Seed, NoPublish };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var request = new TrainingRequest { Kinds = arguments.GetValue(Kinds) ?? [], Seed = arguments.GetValue(Seed), Publish = !arguments.GetValue(NoPublish) };
        await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
        var run = await Terminal.WithProgressAsync(progress => workbench.Get<ModelTraining>().RunNowAsync(request, progress, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var model in run.Models)
        {
            Console.WriteLine(Describe(model));
        }

        if (run.Summary.State == TrainingState.Succeeded)
        {
            Console.WriteLine(run.Summary.Message);
            return 0;
        }

        Terminal.Say(run.Summary.Message);
        return Failed;
    }

    private static string Describe(ModelSummary model)
    {
        string metrics = string.Join("  ", model.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Mean:0.0000} ± {metric.HalfWidth:0.0000}")));
        string verdict = model.State switch
        {
            ModelState.Live => "live",
            ModelState.Refused => "refused",
            ModelState.Retired => "retired",
            _ => "candidate",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{$"{model.Kind} {model.ModelId}",-16} {verdict,-9} {model.Bytes / 1e6,6:0.0} MB  {metrics}");
    }
}
