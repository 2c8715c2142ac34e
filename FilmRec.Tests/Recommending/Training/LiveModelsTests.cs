using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class LiveModelsTests
{
    [Theory, DatabaseUnderTest]
    public async Task Two_servers_on_one_database_both_notice_a_new_model(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var first = ModelStoreTests.Services(database);
        await using var second = ModelStoreTests.Services(database);
        await RefreshAsync(first);
        await RefreshAsync(second);
        first.GetRequiredService<ModelHolder>().IsReady.ShouldBeTrue();
        first.GetRequiredService<ModelHolder>().Current.Models.ShouldBeEmpty();

        int modelId = await ModelStoreTests.AddAsync(first, 3);
        await first.GetRequiredService<ModelStore>().PublishAsync(modelId, null, CancellationToken.None);

        (await ServedAsync(first)).ShouldBe([$"one {modelId}"]);
        (await ServedAsync(second)).ShouldBe([$"one {modelId}"]);
    }

    [Fact]
    public async Task A_damaged_new_model_is_refused_and_the_last_good_one_goes_on()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var services = ModelStoreTests.Services(database);
        int good = await ModelStoreTests.AddAsync(services, 3);
        await services.GetRequiredService<ModelStore>().PublishAsync(good, null, CancellationToken.None);
        (await ServedAsync(services)).ShouldBe([$"one {good}"]);
        string[] before = Directory.GetFiles(Path.Combine(database.DataFolder, "models"));

        int damaged = await ModelStoreTests.AddAsync(services, 4);
        await services.GetRequiredService<ModelStore>().PublishAsync(damaged, null, CancellationToken.None);
        ModelStoreTests.Damage(Directory.GetFiles(Path.Combine(database.DataFolder, "models")).Except(before).Single(), "flipped");

        (await ServedAsync(services)).ShouldBe([$"one {good}"]);
        await using var restarted = ModelStoreTests.Services(database);
        (await ServedAsync(restarted)).ShouldBe([$"one {good}"]); // the youngest retired one that can be read
    }

    [Theory, DatabaseUnderTest]
    public async Task Facts_of_the_catalogue_follow_the_model_s_rows_and_films_that_left_are_marked(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        var world = await FilmWorld.CreateAsync(services, viewers: 20);
        await ModelTrainingTests.TrainAsync(services);
        await using (var db = await ModelTrainingTests.OpenAsync(services))
        {
            await db.Movies.Where(m => m.MovieId == world.Sea[3]).ExecuteDeleteAsync(CancellationToken.None);
        }

        await RefreshAsync(services);

        var served = services.GetRequiredService<ModelHolder>().Current.Find("one").ShouldNotBeNull();
        served.InCatalogue.ShouldBe([.. Enumerable.Range(0, 21).Select(row => row != 3)]);
        served.Facts.Years[4].ShouldBe((short)1984);
        served.Facts.Genres[12].ShouldBe(2UL);
    }

    private static Task RefreshAsync(IServiceProvider services) => services.GetRequiredService<LiveModels>().RefreshAsync(CancellationToken.None);

    private static async Task<IReadOnlyList<string>> ServedAsync(IServiceProvider services)
    {
        await RefreshAsync(services);
        return [.. services.GetRequiredService<ModelHolder>().Current.Models.Select(model => model.Name)];
    }
}
