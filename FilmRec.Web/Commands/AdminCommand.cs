using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using Spectre.Console;

namespace FilmRec.Web.Commands;

/// <summary><c>admin create</c>: makes an administrator without a browser, on a fresh installation or beside others.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        var command = new Command("admin", "Manage administrators.");
        command.Subcommands.Add(CreateCreate());
        return command;
    }

    private static Command CreateCreate()
    {
        var name = new Option<string>("--name") { Description = "User name: 3 to 40 letters, digits, dots, hyphens or underscores.", HelpName = "NAME", Required = true };
        var email = new Option<string>("--email") { Description = "Mail address.", HelpName = "ADDRESS", Required = true };
        var fromInput = new Option<bool>("--password-stdin") { Description = "Read the password from standard input instead of asking for it." };
        var command = new Command("create", "Make an administrator. Asks for the password without showing it.") { name, email, fromInput };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
            string password = result.GetValue(fromInput) ? await ReadAsync(Console.In, cancellationToken) : Ask();
            var wanted = new NewAccount(result.GetRequiredValue(name), result.GetRequiredValue(email), password);
            var made = await workbench.Get<FirstAdministrator>().CreateAsync(wanted, cancellationToken) switch
            {
                RegistrationResult.Registered registered => registered,
                RegistrationResult.Taken taken => throw Refusal(taken.Problems),
                RegistrationResult.Refused refused => throw Refusal(refused.Problems),
                _ => throw new CannotContinueException("The administrator was not made: try again."),
            };
            Console.WriteLine($"{made.UserName} is an administrator now.");
        });
        return command;
    }

    // One line; what lies before its end is the password, spaces included.
    internal static async Task<string> ReadAsync(TextReader input, CancellationToken cancellationToken)
        => await input.ReadLineAsync(cancellationToken)
            ?? throw new CannotContinueException("Standard input holds no password: pipe one in, as in 'printf %s \"$PASSWORD\" | … admin create --password-stdin …'.");

    private static string Ask()
    {
        if (!Terminal.CanAsk)
        {
            throw new CannotContinueException("Nobody can be asked for the password here: add --password-stdin and pipe it in.");
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        string first = terminal.Prompt(new TextPrompt<string>("Password:").Secret(null));
        string again = terminal.Prompt(new TextPrompt<string>("Once more:").Secret(null));
        return first == again ? first : throw new CannotContinueException("The two passwords differ: start again.");
    }

    private static CannotContinueException Refusal(IEnumerable<FieldProblem> problems)
        => new($"The administrator was not made. {string.Join(' ', problems.Select(problem => $"{NameOf(problem.Field)}: {problem.Text}"))}");

    private static string NameOf(AccountField field) => field switch
    {
        AccountField.UserName => "User name",
        AccountField.Email => "Mail address",
        _ => "Password",
    };
}
