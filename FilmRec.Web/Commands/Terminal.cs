using FilmRec.Core;
using Spectre.Console;

namespace FilmRec.Web.Commands;

/// <summary>What a command says to the person before it: progress on standard error, results on standard output.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole Error = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>True when a person can answer a question.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks yes or no; call it only when <see cref="CanAsk"/>.</summary>
    public static bool Ask(string question) => Error.Confirm(Markup.Escape(question), defaultValue: false);

    /// <summary>A line for the person, beside the results.</summary>
    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Runs long work with one bar a phase; without a terminal, with a line when a phase begins and when it ends.</summary>
    public static async Task<T> WithProgressAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            var lines = new ProgressLines(Console.Error);
            var result = await work(lines);
            lines.Finish();
            return result;
        }

        return await Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new ProgressBars(context)));
    }

    public static Task WithProgressAsync(Func<IProgress<WorkProgress>, Task> work)
        => WithProgressAsync(async progress =>
        {
            await work(progress);
            return true;
        });
}
