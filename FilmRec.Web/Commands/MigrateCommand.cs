using System.CommandLine;
using FilmRec.Core.Data;

namespace FilmRec.Web.Commands;

/// <summary><c>migrate</c>: creates the database where it is missing and brings its tables up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Create the database where it is missing and bring its tables up to date. Starting the site does this too.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
            Console.WriteLine($"The {workbench.Get<DatabaseStart>().ProviderName} database is up to date.");
        });
        return command;
    }
}
