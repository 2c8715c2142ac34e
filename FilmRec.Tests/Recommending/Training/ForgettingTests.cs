using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Core.Data;
using FilmRec.Core.Overview;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ForgettingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_deleted_account_is_gone_from_the_next_model_and_the_rows_say_so(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var world = await WorldAsync(services);
        int boss = await BossAsync(services);
        await TrainAsync(services);
        (await LooksAsync(services)).ShouldNotContain(text => text.Contains("deleted", StringComparison.Ordinal));

        await DeleteAsync(services, boss, world, 3);
        await DeleteAsync(services, boss, world, 4);

        (await VersionsAsync(services)).ShouldAllBe(version => version.ErasedSince == 2);
        (await LooksAsync(services)).ShouldContain("2 accounts that were deleted since still count in what is live.");
        int before = (await VersionsAsync(services)).Max(version => version.Model.ModelId);

        await TrainAsync(services);

        var versions = await VersionsAsync(services);
        versions.Where(version => version.Model.ModelId > before).ShouldAllBe(version => version.ErasedSince == 0 && version.Model.DataFingerprint.StartsWith("882 ratings, 98 viewers"));
        versions.Where(version => version.Model.ModelId <= before).ShouldAllBe(version => version.ErasedSince == 2 && version.Model.DataFingerprint.StartsWith("900 ratings, 100 viewers"));
        (await LooksAsync(services)).ShouldNotContain(text => text.Contains("deleted", StringComparison.Ordinal));
    }

    [Theory, DatabaseUnderTest]
    public async Task A_deletion_after_the_ratings_were_read_counts_as_not_reached(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = database.BuildServices();
        var world = await WorldAsync(services);
        int boss = await BossAsync(services);
        var loader = services.GetRequiredService<InteractionLoader>();
        var silence = new Progress<WorkProgress>();
        await DeleteAsync(services, boss, world, 0);

        var read = await loader.LoadAsync(silence, Token);
        await DeleteAsync(services, boss, world, 1);
        var later = await loader.LoadAsync(silence, Token);

        (read.Data.Ratings.Viewers.Count, later.Data.Ratings.Viewers.Count).ShouldBe((99, 98));
        later.CleanUpToErasure.ShouldBeGreaterThan(read.CleanUpToErasure);
        read.CleanUpToErasure.ShouldBeGreaterThan(0);
    }

    private static async Task TrainAsync(ServiceProvider services)
    {
        var run = await services.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest(), new Progress<WorkProgress>(), Token);
        run.Summary.State.ShouldBe(TrainingState.Succeeded, run.Summary.Message);
    }

    // Whose films know the sums of their ratings, as they do wherever people have rated.
    private static async Task<FilmWorld> WorldAsync(ServiceProvider services)
    {
        var world = await FilmWorld.CreateAsync(services);
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(Token);
        await db.Database.ExecuteSqlRawAsync(
            """
            UPDATE movies SET
              rating_count = (SELECT COUNT(*) FROM ratings r WHERE r.movie_id = movies.movie_id),
              rating_sum = (SELECT COALESCE(SUM(r.half_stars), 0) FROM ratings r WHERE r.movie_id = movies.movie_id)
            """, Token);
        return world;
    }

    private static async Task<int> BossAsync(ServiceProvider services)
        => (await services.GetRequiredService<FirstAdministrator>().CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    private static async Task DeleteAsync(ServiceProvider services, int boss, FilmWorld world, int viewer)
        => (await services.GetRequiredService<AccountDeletion>().DeleteViewerAsync(boss, world.Viewers[viewer], $"viewer{viewer}", Token)).ShouldBeNull();

    private static Task<IReadOnlyList<ModelVersion>> VersionsAsync(ServiceProvider services) => services.GetRequiredService<ModelVersions>().ListAsync(Token);

    // Of a fresh overview: a used one remembers what it found for some seconds.
    private static async Task<IReadOnlyList<string>> LooksAsync(ServiceProvider services)
    {
        using var overview = ActivatorUtilities.CreateInstance<SystemOverview>(services);
        return [.. (await overview.ReadAsync(Token)).Looks.Select(look => look.Text)];
    }
}
