using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ModelStoreTests
{
    [Theory, DatabaseUnderTest]
    public async Task Going_back_to_a_retired_model_swaps_the_two_and_is_audited(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = Services(database);
        var store = services.GetRequiredService<ModelStore>();
        int first = await AddAsync(services, 1);
        int second = await AddAsync(services, 2);
        await store.PublishAsync(first, null, CancellationToken.None);
        await store.PublishAsync(second, null, CancellationToken.None);

        (await store.PublishAsync(first, 7, CancellationToken.None)).ShouldBeTrue();

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.Models.OrderBy(m => m.ModelId).Select(m => m.State).ToListAsync(CancellationToken.None)).ShouldBe([ModelState.Live, ModelState.Retired]);
        var entry = await db.AuditLog.Where(e => e.Action == "model.published").OrderByDescending(e => e.AuditId).FirstAsync(CancellationToken.None);
        (entry.Subject, entry.ViewerId).ShouldBe(($"model {first}", 7));
    }

    [Theory]
    [DatabaseUnderTest("missing")]
    [DatabaseUnderTest("flipped")]
    [DatabaseUnderTest("truncated")]
    public async Task A_damaged_file_is_fetched_anew_where_servers_share_the_database_and_refused_elsewhere(DatabaseKind kind, string damage)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = Services(database);
        var store = services.GetRequiredService<ModelStore>();
        int modelId = await AddAsync(services, 3);
        Damage(Directory.GetFiles(Path.Combine(database.DataFolder, "models")).ShouldHaveSingleItem(), damage);

        if (kind == DatabaseKind.Sqlite)
        {
            (await Should.ThrowAsync<InvalidDataException>(() => store.LoadAsync(modelId, CancellationToken.None))).Message.ShouldContain("missing or damaged");
            await Should.ThrowAsync<InvalidDataException>(() => store.PublishAsync(modelId, null, CancellationToken.None));
        }
        else
        {
            ((StandInModel)await store.LoadAsync(modelId, CancellationToken.None)).Movies.Count.ShouldBe(3);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_server_without_the_file_reads_a_model_of_several_parts_from_a_shared_database(DatabaseKind kind)
    {
        Assert.SkipWhen(kind == DatabaseKind.Sqlite, "SQLite is not shared by servers");
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var elsewhere = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var services = Services(database);
        await using var other = Services(database, ("FilmRec:DataFolder", elsewhere.DataFolder));
        int movies = (2 * ModelPart.MaximumBytes + 1000) / 8;
        int modelId = await AddAsync(services, movies);

        (await other.GetRequiredService<ModelStore>().LoadAsync(modelId, CancellationToken.None)).Movies.Count.ShouldBe(movies);

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.ModelParts.CountAsync(CancellationToken.None)).ShouldBe(3);
    }

    [Theory, DatabaseUnderTest]
    public async Task Five_retired_models_are_kept_and_a_file_goes_with_its_last_row(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = Services(database);
        var store = services.GetRequiredService<ModelStore>();
        var ids = new List<int>();
        foreach (int movies in (int[])[1, 2, 3, 4, 5, 6, 7, 2]) // the last shares its bytes with the second
        {
            ids.Add(await AddAsync(services, movies));
            await store.PublishAsync(ids[^1], null, CancellationToken.None);
        }

        await services.GetRequiredService<ModelHousekeeping>().TrimAsync(CancellationToken.None);

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.Models.OrderBy(m => m.ModelId).Select(m => m.ModelId).ToListAsync(CancellationToken.None)).ShouldBe(ids[2..]);
        Directory.GetFiles(Path.Combine(database.DataFolder, "models")).Length.ShouldBe(6);
        await store.LoadAsync(ids[^1], CancellationToken.None);
    }

    [Theory, DatabaseUnderTest]
    public async Task Leftovers_of_crashed_runs_go_at_the_next_start_but_not_while_a_run_writes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = Services(database);
        string folder = Path.Combine(database.DataFolder, "models");
        int kept = await AddAsync(services, 4);
        await services.GetRequiredService<ModelStore>().WriteAsync(Model(5), CancellationToken.None); // no row
        await File.WriteAllTextAsync(Path.Combine(folder, ".1-abc.unfinished"), "half a model", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "not ours", CancellationToken.None);
        var housekeeping = services.GetRequiredService<ModelHousekeeping>();
        int runId = (await services.GetRequiredService<TrainingQueue>().TakeAsync(new TrainingRequest(), CancellationToken.None)).RunId!.Value;

        await housekeeping.ClearLeftoversAsync(CancellationToken.None);
        Directory.GetFiles(folder).Length.ShouldBe(4);

        await using var db = await ModelTrainingTests.OpenAsync(services);
        await db.TrainingRuns.Where(r => r.RunId == runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Failed), CancellationToken.None);
        await housekeeping.ClearLeftoversAsync(CancellationToken.None);

        Directory.GetFiles(folder).Length.ShouldBe(2);
        File.Exists(Path.Combine(folder, "notes.txt")).ShouldBeTrue();
        await services.GetRequiredService<ModelStore>().LoadAsync(kept, CancellationToken.None);
    }

    internal static ServiceProvider Services(TestDatabase database, params (string Key, string? Value)[] settings)
        => database.BuildServices(TrainingQueueTests.Kinds(StandInModel.Learning("one", liked => liked)), settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));

    /// <summary>Enters a candidate whose content follows from the number of movies.</summary>
    internal static async Task<int> AddAsync(IServiceProvider services, int movies)
    {
        await using var db = await ModelTrainingTests.OpenAsync(services);
        var run = new TrainingRun(["one"], 1, FilmWorld.Start);
        db.TrainingRuns.Add(run);
        await db.SaveChangesAsync(CancellationToken.None);
        await db.TrainingRuns.Where(r => r.RunId == run.RunId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Succeeded), CancellationToken.None);
        var store = services.GetRequiredService<ModelStore>();
        var file = await store.WriteAsync(Model(movies), CancellationToken.None);
        return await store.AddAsync(file, new NewModel(run.RunId, "one", "", "[]", null), CancellationToken.None);
    }

    internal static void Damage(string path, string how)
    {
        byte[] content = File.ReadAllBytes(path);
        switch (how)
        {
            case "missing":
                File.Delete(path);
                return;
            case "flipped":
                content[content.Length / 2] ^= 1;
                break;
            default:
                content = content[..^1];
                break;
        }

        File.WriteAllBytes(path, content);
    }

    private static StandInModel Model(int movies) => new("one", new Vocabulary([.. Enumerable.Range(1, movies)]), new float[movies]);
}
