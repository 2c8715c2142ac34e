using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Reports;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Evaluation.Tuning;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary><c>evaluate</c>: trains on some ratings and asks for others. Changes nothing.</summary>
internal static class EvaluateCommand
{
    private const string Json = "json";
    private const string Table = "table";

    private static readonly Option<string?> Ratings = new("--ratings")
    {
        Description = "A file of ratings, MovieLens' CSV or another of the usual layouts, plain or gzip. Default: the ratings in the database",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Movies = new("--movies")
    {
        Description = "MovieLens' file of films that belongs to it, for genres and years. Default: movies.csv, movies.dat or u.item beside it",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Split = new("--split")
    {
        Description = "A given split of that file, userId,movieId,fold,heldOut. Default: five folds dealt by the seed, a fifth of what each viewer liked held out",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Train = new("--train") { Description = "With --test: ratings to learn from, in any of the usual layouts", HelpName = "FILE" };
    private static readonly Option<string?> Test = new("--test") { Description = "With --train: ratings to ask for", HelpName = "FILE" };
    private static readonly Option<string?> Negatives = new("--negatives")
    {
        Description = "With --train: lines of a viewer, the one film to find, and others to find it among",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Protocol = new("--protocol")
    {
        Description = "strong (default): viewers who are new to the model; leave-last-out: the last film that each viewer liked; time: what came after a moment; given: by --train and --test",
    };

    private static readonly Option<string?> At = new("--at") { Description = "With --protocol time: the moment, as 2016-01-01", HelpName = "DATE" };
    private static readonly Option<double> TimeShare = new("--time-share") { Description = "With --protocol time: the part of the ratings before the moment, without --at", DefaultValueFactory = _ => 0.9 };
    private static readonly Option<int?> Known = new("--known") { Description = "Show models so many ratings of each viewer at most, drawn by the seed: how are newcomers served?", HelpName = "N" };

    private static readonly Option<string[]> Models = new("--models")
    {
        Description = "Kinds to evaluate, with other options as in \"als:factors=64,sweeps=20\"; repeat it to compare. Default: all that rank films",
        HelpName = "KINDS",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Against = new("--against") { Description = "The model that the others are compared with, viewer by viewer. Default: the first", HelpName = "KIND" };
    private static readonly Option<string?> Tune = new("--tune")
    {
        Description = "Search the options of this kind on the training side alone, and evaluate what was chosen beside the default",
        HelpName = "KIND",
    };

    private static readonly Option<int> TuneBudget = new("--tune-budget") { Description = "With --tune: how many sets of options to try", HelpName = "N", DefaultValueFactory = _ => 20 };
    private static readonly Option<bool> WithoutHeldOut = new("--without-held-out")
    {
        Description = "Take what --split holds out away for good and deal the rest by the seed: for choosing options without a look at it",
    };

    private static readonly Option<double> Positive = new("--positive") { Description = "Stars from which on a rating means \"liked\" and can be asked for, but for a given split", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of every draw and of training", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads at most; they do not change the result", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string> Format = new("--format") { Description = "A table for people or one JSON object for programs", DefaultValueFactory = _ => Table };
    private static readonly Option<string?> Output = new("--output") { Description = "Write it to this file, not to the terminal", HelpName = "FILE" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(Table, Json);
        Protocol.AcceptOnlyFromAmong(StrongGeneralisation.ProtocolName, LeaveLastOut.ProtocolName, TimeSplit.ProtocolName, GivenFiles.ProtocolName);
        var command = new Command("evaluate", "Measure how well the models rank, on held-out ratings. Changes nothing.")
        {
            Ratings, Movies, Protocol, Split, Train, Test, Negatives, At, TimeShare, Known, Models, Against, Tune, TuneBudget, WithoutHeldOut, Positive, Seed, Threads, Format, Output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string[] asked = arguments.GetValue(Models) ?? [];
        var tuned = arguments.GetValue(Tune) is { } name ? EvaluatedModels.Find(name) : null;
        Contestant[] contestants = tuned is not null && asked.Length == 0 ? [new Contestant(tuned)] : EvaluatedModels.Of(asked);
        string? against = arguments.GetValue(Against);
        if (against is not null && contestants.All(contestant => contestant.Label != against))
        {
            throw new CannotContinueException($"--against {against} is not among the models: there are {string.Join(", ", contestants.Select(contestant => contestant.Label))}.");
        }

        var settings = new TrainingSettings(arguments.GetValue(Seed), Math.Max(1, arguments.GetValue(Threads)));
        var dealing = new SplitOptions { Seed = settings.Seed, PositiveHalfStars = HalfStars(arguments.GetValue(Positive)) };
        var input = Input(arguments, dealing);
        long start = Stopwatch.GetTimestamp();
        double Seconds() => Stopwatch.GetElapsedTime(start).TotalSeconds;
        var report = await Terminal.WithProgressAsync(async progress =>
        {
            var protocol = await input.LoadAsync(progress, cancellationToken);
            TuningReport? tuning = null;
            if (tuned is not null)
            {
                tuning = Search(protocol, tuned, dealing, settings, arguments.GetValue(TuneBudget), Seconds, progress, cancellationToken);
                contestants = [.. contestants.Append(new Contestant(tuned)).Append(Contestant.Of(tuned, tuning.Chosen.Changed)).DistinctBy(contestant => contestant.Label)];
            }

            var evaluation = new ModelEvaluation(protocol, settings) { Seconds = Seconds };
            var run = evaluation.Run(contestants, progress, cancellationToken);
            return run with { Tuning = tuning, Against = run.Models.First(model => against is null || model.Kind == against) };
        });
        await EvaluationOutput.WriteAsync(arguments.GetValue(Format) == Json ? EvaluationJson.Of(report) : EvaluationTable.Of(report), arguments.GetValue(Output), cancellationToken);
        return 0;
    }

    private static TuningReport Search(
        IProtocol protocol, ModelKind kind, SplitOptions dealing, TrainingSettings settings, int budget, Func<double> seconds,
        IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        if (budget < 1)
        {
            throw new CannotContinueException($"--tune-budget {budget} leaves nothing to try: give 1 or more.");
        }

        try
        {
            return new OptionSearch(protocol.Inner(dealing), settings) { Seconds = seconds }.Run(kind, budget, progress, cancellationToken);
        }
        catch (ArgumentException e)
        {
            throw new CannotContinueException($"--tune {kind.Name} is not possible: {e.Message.Split(" (Parameter")[0]}", e);
        }
    }

    private static EvaluationInput Input(ParseResult arguments, SplitOptions dealing) => new()
    {
        Protocol = arguments.GetValue(Protocol),
        Ratings = arguments.GetValue(Ratings),
        Split = arguments.GetValue(Split),
        Train = arguments.GetValue(Train),
        Test = arguments.GetValue(Test),
        Negatives = arguments.GetValue(Negatives),
        Movies = arguments.GetValue(Movies),
        WithoutHeldOut = arguments.GetValue(WithoutHeldOut),
        At = arguments.GetValue(At) is { } moment ? Moment(moment) : null,
        TimeShare = arguments.GetValue(TimeShare),
        Known = arguments.GetValue(Known),
        Dealing = dealing,
    };

    private static DateTimeOffset Moment(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new CannotContinueException($"--at {text} is not a moment: write 2016-01-01, or 2016-01-01T18:00Z.");

    private static int HalfStars(double stars)
        => stars is >= 0.5 and <= 5 && 2 * stars == Math.Floor(2 * stars)
            ? (int)(2 * stars)
            : throw new CannotContinueException(FormattableString.Invariant($"--positive {stars} is not a rating: give 0.5 to 5 in steps of a half."));
}
