using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Quality;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;

namespace FilmRec.Web.Commands;

/// <summary>What <c>serve</c> does before it listens: a fresh installation gets its tables, sample data and models.</summary>
/// <remarks>One process at a time; the others wait and find everything in place. Whoever is killed half way leaves nothing that the next start does not mend.</remarks>
internal sealed class FirstStart(IServiceProvider services)
{
    private readonly DatabaseStart _database = services.GetRequiredService<DatabaseStart>();

    /// <exception cref="CannotContinueException">The operator has to mend something first.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await _database.PrepareAsync(cancellationToken);
        if (services.GetRequiredService<FilmRecOptions>().SampleData && await _database.IsEmptyAsync(cancellationToken))
        {
            await using var onlyOne = await _database.LockFirstStartAsync(cancellationToken);
            if (await _database.IsEmptyAsync(cancellationToken))
            {
                await FillAsync(cancellationToken);
                return;
            }
        }

        await TrainWhatWasLeftAsync(cancellationToken);
    }

    /// <summary>Says on the console how to become the first administrator, if there is none.</summary>
    public async Task InviteAdministratorAsync(string address, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<FirstAdministrator>().InviteAsync(cancellationToken) is { } path)
        {
            Console.WriteLine($"There is no administrator yet. This link makes the first one, once: {address}{path}");
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"The {_database.ProviderName} database is empty. Sample films, viewers and ratings are made up and models trained; \"import movielens\" replaces them later.");
        var run = await Terminal.WithProgressAsync(async progress =>
        {
            await services.GetRequiredService<SampleSeeder>().SeedAsync(new SampleOptions(), progress, cancellationToken);
            await services.GetRequiredService<QualityInspector>().InspectAsync(progress, cancellationToken);
            return await services.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest(), progress, cancellationToken);
        });
        Console.WriteLine(run.Summary.Message);
    }

    /// <summary>Ratings without a live model were imported, or a start was cut short: the worker trains while the site serves popular films.</summary>
    private async Task TrainWhatWasLeftAsync(CancellationToken cancellationToken)
    {
        if (!await services.GetRequiredService<ModelStore>().AnyLiveAsync(cancellationToken) && await _database.HasRatingsAsync(cancellationToken))
        {
            var answer = await services.GetRequiredService<TrainingQueue>().EnqueueAsync(new TrainingRequest(), cancellationToken);
            Console.WriteLine(answer.RunId is { } runId ? $"There are ratings but no model: run {runId} trains in the background." : answer.Refusal);
        }
    }
}
