using System.CommandLine;
using System.Diagnostics;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary><c>evaluate</c>: trains on some viewers and asks for what the others liked. Changes nothing.</summary>
internal static class EvaluateCommand
{
    private const string Json = "json";
    private const string Table = "table";

    private static readonly Option<string?> Ratings = new("--ratings")
    {
        Description = "A file of ratings in the MovieLens layout, userId,movieId,rating,timestamp. Default: the ratings in the database",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Split = new("--split")
    {
        Description = "A given split of that file, userId,movieId,fold,heldOut. Default: five folds dealt by the seed, a fifth of what each viewer liked held out",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Models = new("--models")
    {
        Description = "Kinds to evaluate. Default: all that rank films",
        HelpName = "KIND",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> Als = new("--als")
    {
        Description = "ALS with other options, such as factors=64,sweeps=20, in place of --models; repeat it to compare",
        HelpName = "OPTIONS",
    };

    private static readonly Option<bool> WithoutHeldOut = new("--without-held-out")
    {
        Description = "Take what --split holds out away for good and deal the rest by the seed: for choosing options without a look at it",
    };

    private static readonly Option<string> Format = new("--format") { Description = "A table for people or one JSON object for programs", DefaultValueFactory = _ => Table };
    private static readonly Option<string> Protocol = new("--protocol") { Description = "How to judge; strong: by viewers who are new to the model", DefaultValueFactory = _ => StrongGeneralisation.Name };
    private static readonly Option<double> Positive = new("--positive") { Description = "Stars from which on a rating means \"liked\", where the split is dealt by the seed", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the split and of training", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads at most; they do not change the result", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(Table, Json);
        Protocol.AcceptOnlyFromAmong(StrongGeneralisation.Name);
        var command = new Command("evaluate", "Measure how well the models rank, on held-out ratings. Changes nothing.")
        {
            Ratings, Split, Models, Als, WithoutHeldOut, Format, Protocol, Positive, Seed, Threads,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        ModelKind[] kinds = arguments.GetValue(Als) is { Length: > 0 } variants
            ? [.. variants.Select(AlsVariant.Of)] : Kinds(arguments.GetValue(Models) ?? []);
        var settings = new TrainingSettings(arguments.GetValue(Seed), Math.Max(1, arguments.GetValue(Threads)));
        var input = new EvaluationInput(
            arguments.GetValue(Ratings), arguments.GetValue(Split), arguments.GetValue(WithoutHeldOut), HalfStars(arguments.GetValue(Positive)), settings.Seed);
        var report = await Terminal.WithProgressAsync(async progress =>
        {
            var (data, split) = await input.LoadAsync(progress, cancellationToken);
            var evaluation = new StrongGeneralisation(data, split);
            return evaluation.Report([.. kinds.Select(kind => Timed(evaluation, kind, settings, progress, cancellationToken))]);
        });
        Console.WriteLine(arguments.GetValue(Format) == Json ? EvaluationJson.Of(report) : EvaluationTable.Of(report));
        return 0;
    }

    private static ModelScore Timed(
        StrongGeneralisation evaluation, ModelKind kind, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        var score = evaluation.Score(kind, settings, progress, cancellationToken);
        return score with { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
    }

    private static ModelKind[] Kinds(string[] names)
    {
        ModelKind[] ranking = [.. ModelKinds.All.Where(kind => kind.Ranks)];
        string[] wanted = [.. names.SelectMany(name => name.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        return wanted.Length == 0 ? ranking : [.. wanted.Select(name => ranking.FirstOrDefault(kind => kind.Name == name)
            ?? throw new CannotContinueException($"'{name}' is not a kind that ranks films: --models takes {string.Join(", ", ranking.Select(kind => kind.Name))}."))];
    }

    private static int HalfStars(double stars)
        => stars is >= 0.5 and <= 5 && 2 * stars == Math.Floor(2 * stars)
            ? (int)(2 * stars)
            : throw new CannotContinueException(FormattableString.Invariant($"--positive {stars} is not a rating: give 0.5 to 5 in steps of a half."));
}
