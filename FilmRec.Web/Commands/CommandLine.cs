using System.CommandLine;
using System.Text;
using FilmRec.Core;
using FilmRec.Web.Commands.Licences;

namespace FilmRec.Web.Commands;

/// <summary>The commands of the one executable. Without a command it serves.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Cancelled = 130;

    public static RootCommand Create()
    {
        var root = new RootCommand("FilmRec: films for every taste. Without a command it starts the site, and prepares everything that is missing.");
        ServeCommand.Configure(root);
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(MigrateCommand.Create());
        root.Subcommands.Add(AdminCommand.Create());
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(TrainCommand.Create());
        root.Subcommands.Add(ProcessCommand.Create());
        root.Subcommands.Add(EvaluateCommand.Create());
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(LicencesCommand.Create());
        return root;
    }

    /// <summary>Runs one command line. What people have to mend is one sentence on standard error, never a stack trace.</summary>
    /// <returns>The exit code: 0 done, 1 failed, 130 cancelled.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            RequireUnicodeData();
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) };
            return await Create().Parse(args).InvokeAsync(configuration);
        }
        catch (CannotContinueException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.");
            return Cancelled;
        }
    }

    // Without ICU "Amélie" keeps its accent, and a search for "amelie" silently finds nothing.
    private static void RequireUnicodeData()
    {
        if ("é".Normalize(NormalizationForm.FormD).Length == 1)
        {
            throw new CannotContinueException(
                "ICU is missing or switched off, without which accents in searches cannot be folded: install it (Debian: apt-get install libicu72 or newer) and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.");
        }
    }
}
