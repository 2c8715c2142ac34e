using System.CommandLine;
using System.Globalization;
using FilmRec.Core;
using FilmRec.Core.Recommending.Evaluation;
using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Web.Commands;

/// <summary><c>evaluate</c>: trains on some ratings and asks for others. Changes nothing.</summary>
internal static class EvaluateCommand
{
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
        Description = "strong (default): viewers who are new to the model; leave-last-out: the last film that each viewer liked; time: what came after a moment; given: by --train and --test; stars: how far predicted stars are off, in random folds",
    };

    private static readonly Option<int> Folds = new("--folds") { Description = "Into how many folds viewers, or with --protocol stars ratings, are dealt", HelpName = "N", DefaultValueFactory = _ => 5 };
    private static readonly Option<string?> At = new("--at") { Description = "With --protocol time: the moment, as 2016-01-01", HelpName = "DATE" };
    private static readonly Option<double> TimeShare = new("--time-share") { Description = "With --protocol time: the part of the ratings before the moment, without --at", DefaultValueFactory = _ => 0.9 };
    private static readonly Option<int?> Known = new("--known") { Description = "Show models so many ratings of each viewer at most, drawn by the seed: how are newcomers served?", HelpName = "N" };

    private static readonly Option<string[]> Models = new("--models")
    {
        Description = "Kinds to evaluate, with other options as in \"als:factors=64,sweeps=20\"; repeat it to compare. Default: all that rank films, or that predict stars",
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
    private static readonly Option<string> Format = new("--format") { Description = "A table for people, one JSON object for programs, or Markdown with pictures for keeping", DefaultValueFactory = _ => EvaluationRequest.Table };
    private static readonly Option<string?> Output = new("--output") { Description = "Write it to this file, not to the terminal", HelpName = "FILE" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(EvaluationRequest.Table, EvaluationRequest.Json, EvaluationRequest.Markdown);
        Protocol.AcceptOnlyFromAmong(StrongGeneralisation.ProtocolName, LeaveLastOut.ProtocolName, TimeSplit.ProtocolName, GivenFiles.ProtocolName, StarCrossValidation.Name);
        var command = new Command("evaluate", "Measure how well the models rank and predict, on held-out ratings. Changes nothing.")
        {
            Ratings, Movies, Protocol, Split, Train, Test, Negatives, Folds, At, TimeShare, Known, Models, Against, Tune, TuneBudget, WithoutHeldOut, Positive, Seed, Threads, Format, Output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        int seed = arguments.GetValue(Seed);
        var dealing = new SplitOptions { Folds = arguments.GetValue(Folds), Seed = seed, PositiveHalfStars = HalfStars(arguments.GetValue(Positive)) };
        var request = new EvaluationRequest(
            arguments.GetValue(Models) ?? [], arguments.GetValue(Against), arguments.GetValue(Tune), arguments.GetValue(TuneBudget), dealing,
            new TrainingSettings(seed, Math.Max(1, arguments.GetValue(Threads))), arguments.GetValue(Format) ?? EvaluationRequest.Table, arguments.GetValue(Output));
        request.Validate();
        var input = Input(arguments, dealing);
        var report = arguments.GetValue(Protocol) == StarCrossValidation.Name
            ? await StarEvaluation.RunAsync(request, input, cancellationToken)
            : await RankingEvaluation.RunAsync(request, input, cancellationToken);
        await request.WriteAsync(report, cancellationToken);
        return 0;
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
