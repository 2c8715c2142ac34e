using System.CommandLine;
using FilmRec.Core;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Commands;

/// <summary><c>generate</c>: fills the database with made-up films, viewers and ratings.</summary>
internal static class GenerateCommand
{
    private static readonly SampleOptions Defaults = new();

    public static Command Create()
    {
        var movies = Number("--movies", "How many films.", Defaults.Movies);
        var viewers = Number("--viewers", "How many viewers.", Defaults.Viewers);
        var ratings = Number("--ratings", "How many ratings, shared out by a power law.", Defaults.Ratings);
        var seed = Number("--seed", "Where chance starts: the same numbers and the same seed make the same data.", Defaults.Seed);
        var yes = new Option<bool>("--yes") { Description = "Replace sample data, and add to real data, without asking." };
        var command = new Command("generate", "Fill the database with made-up films, viewers, ratings and watches.") { movies, viewers, ratings, seed, yes };
        command.SetAction(async (result, cancellationToken) =>
        {
            var options = new SampleOptions
            {
                Movies = result.GetValue(movies),
                Viewers = result.GetValue(viewers),
                Ratings = result.GetValue(ratings),
                Seed = result.GetValue(seed),
            };
            options.Check();
            await RunAsync(options, result.GetValue(yes), cancellationToken);
        });
        return command;
    }

    private static async Task RunAsync(SampleOptions options, bool yes, CancellationToken cancellationToken)
    {
        await using var workbench = await Workbench.OpenWithDatabaseAsync(cancellationToken);
        var seeder = workbench.Get<SampleSeeder>();
        MayGoOn(await seeder.FindAsync(cancellationToken), yes);
        var seeded = await Terminal.WithProgressAsync(progress => seeder.SeedAsync(options, progress, cancellationToken));
        Console.WriteLine($"Sample data: {Figure.Of(seeded.Movies)} films, {Figure.Of(seeded.Viewers)} viewers, "
            + $"{Figure.Of(seeded.Ratings)} ratings, {Figure.Of(seeded.Watches)} watches (seed {options.Seed}).");
    }

    private static void MayGoOn(DataPresence presence, bool yes)
    {
        if (presence.RealMovies > 0 && !yes)
        {
            throw new CannotContinueException(
                $"The database holds {Figure.Of(presence.RealMovies)} real films: made-up ones beside them would spoil every recommendation. Use another data folder, or --yes to add them all the same.");
        }

        if (presence.HasSample)
        {
            Replace(presence, yes);
        }
    }

    private static void Replace(DataPresence presence, bool yes)
    {
        string what = SamplePresenceText.Of(presence);
        if (yes)
        {
            Terminal.Say($"Replacing {what}.");
            return;
        }

        if (!Terminal.CanAsk)
        {
            throw new CannotContinueException($"The database already holds {what}: --yes replaces them.");
        }

        if (!Terminal.Ask($"The database already holds {what}. Replace them?"))
        {
            throw new CannotContinueException("Nothing was changed.");
        }
    }

    private static Option<int> Number(string name, string description, int value)
        => new(name) { Description = description, DefaultValueFactory = _ => value, HelpName = "N" };
}
