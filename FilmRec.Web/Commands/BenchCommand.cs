using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.Benchmarks;

namespace FilmRec.Web.Commands;

/// <summary><c>bench WHAT</c>: measures speed on invented data, beside what the machine can do at most. Touches no database.</summary>
internal static class BenchCommand
{
    private const string Json = "json";
    private const string Table = "table";
    private const int MostFactors = 1024;

    private static readonly Argument<string> What = new("WHAT")
    {
        Description = string.Join("; ", Benches.All.Select(bench => $"{bench.Name}: {bench.Summary}")),
    };

    private static readonly Option<string> Shape = new("--shape")
    {
        Description = "Size of the invented data: ml1m, ml20m (MovieLens) or VIEWERSxMOVIESxRATINGS",
        HelpName = "SHAPE",
        DefaultValueFactory = _ => "ml1m",
    };

    private static readonly Option<string[]> Factors = new("--factors")
    {
        Description = "Numbers of factors; several are measured one after the other. Default: 64",
        HelpName = "COUNT",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["64"],
    };

    private static readonly Option<int> Iterations = new("--iterations") { Description = "Repetitions; where there are several, the median without the first is what counts", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads to use", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the invented data", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Format = new("--format") { Description = "Lines for people or one JSON object for programs", DefaultValueFactory = _ => Table };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong(Table, Json);
        var command = new Command("bench", "Measure the speed of training and ranking on invented data, beside the machine's limits.") { What, Shape, Factors, Iterations, Threads, Seed, Format };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        string name = arguments.GetRequiredValue(What);
        var bench = Benches.All.FirstOrDefault(bench => bench.Name == name)
            ?? throw new CannotContinueException($"'{name}' cannot be measured: bench takes {string.Join(", ", Benches.All.Select(bench => bench.Name))}.");
        var settings = new BenchSettings(
            BenchShape.Parse(arguments.GetRequiredValue(Shape)), FactorCounts(arguments.GetValue(Factors) ?? []),
            AtLeastOne(arguments.GetValue(Iterations), "--iterations"), AtLeastOne(arguments.GetValue(Threads), "--threads"), arguments.GetValue(Seed));
        var report = await Terminal.WithProgressAsync(progress => Task.Run(
            () => new BenchReport(Machine.Measure(settings.Threads), settings.Shape, bench.Run(settings, progress, cancellationToken)), cancellationToken));
        Console.WriteLine(arguments.GetValue(Format) == Json ? report.ToJson() : report.ToText());
        return 0;
    }

    private static int[] FactorCounts(string[] texts)
        => [.. texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(text => int.TryParse(text, out int factors) && factors is >= 1 and <= MostFactors ? factors
                : throw new CannotContinueException($"--factors {text} is not a number of factors: give 1 to {MostFactors}."))];

    private static int AtLeastOne(int value, string option)
        => value >= 1 ? value : throw new CannotContinueException($"{option} {value} is too few: give at least 1.");
}
