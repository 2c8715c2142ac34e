using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.Catalog;
using FilmRec.Web.Hosting;

namespace FilmRec.Web.Commands;

/// <summary><c>serve</c>, the default: prepares what is missing, then serves the site, the API and the jobs.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Start the site and the API. The first start creates the database, sample data and models.");
        Configure(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of serve; the root command gets them too.</summary>
    public static void Configure(Command command)
    {
        var urls = new Option<string?>("--urls") { Description = $"Addresses to listen on, separated by semicolons. Default: {FilmRecSite.DefaultAddress}", HelpName = "URLS" };
        command.Options.Add(urls);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (result, cancellationToken) =>
        {
            // Words are mistyped commands; --key=value is configuration, as for any ASP.NET Core program.
            if (result.UnmatchedTokens.FirstOrDefault(token => !token.StartsWith("--", StringComparison.Ordinal)) is { } word)
            {
                throw new CannotContinueException($"'{word}' is not a command of FilmRec: --help lists them.");
            }

            string[] configuration = [.. result.UnmatchedTokens, .. result.GetValue(urls) is { } addresses ? new[] { $"--urls={addresses}" } : []];
            await using var site = FilmRecSite.Build(configuration);
            var firstStart = new FirstStart(site.Services);
            await firstStart.PrepareAsync(cancellationToken);
            await site.Services.GetRequiredService<MovieCatalog>().SizeAsync(cancellationToken); // or the first visitor would wait for the catalogue to be read
            string address = await FilmRecSite.ListenAsync(site, cancellationToken);
            await firstStart.InviteAdministratorAsync(address, cancellationToken);
            Console.WriteLine($"FilmRec is ready on {address}");
            await site.WaitForShutdownAsync(cancellationToken);
            return 0;
        });
    }
}
