using FilmRec.Core.Accounts;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Training;

public sealed class ModelPublishingTests
{
    [Theory, DatabaseUnderTest]
    public async Task An_administrator_publishes_and_goes_back_and_the_log_names_both_versions(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        var publishing = services.GetRequiredService<ModelPublishing>();
        int admin = await AddAccountAsync(services, "boss", administrator: true);
        int first = await ModelStoreTests.AddAsync(services, 1);
        int second = await ModelStoreTests.AddAsync(services, 2);

        (await publishing.PublishAsync([first], admin, CancellationToken.None)).ShouldBeNull();
        (await publishing.PublishAsync([second], admin, CancellationToken.None)).ShouldBeNull();
        (await publishing.PublishAsync([first], admin, CancellationToken.None)).ShouldBeNull();
        (await publishing.PublishAsync([first], admin, CancellationToken.None)).ShouldBe("One 2020-01-01 a is live already.");

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.Models.OrderBy(m => m.ModelId).Select(m => m.State).ToListAsync(CancellationToken.None)).ShouldBe([ModelState.Live, ModelState.Retired]);
        var entries = await db.AuditLog.OrderBy(e => e.AuditId).ToListAsync(CancellationToken.None);
        entries.ShouldAllBe(entry => entry.ViewerId == admin);
        entries.Select(entry => (entry.Action, entry.Subject)).ShouldBe(
        [
            ("model.published", $"one 2020-01-01 a (model {first})"),
            ("model.published", $"one 2020-01-01 b (model {second}) in place of one 2020-01-01 a (model {first})"),
            ("model.rolled-back", $"one 2020-01-01 a (model {first}) in place of one 2020-01-01 b (model {second})"),
        ]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_else_publishes_or_copies_and_nothing_changes(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        var publishing = services.GetRequiredService<ModelPublishing>();
        int viewer = await AddAccountAsync(services, "ada", administrator: false);
        int model = await ModelStoreTests.AddAsync(services, 1);

        (await publishing.PublishAsync([model], viewer, CancellationToken.None)).ShouldBe("Only administrators may do this. Nothing has changed.");
        (await publishing.PublishAsync([model], viewer + 1000, CancellationToken.None)).ShouldBe("Only administrators may do this. Nothing has changed.");
        (await publishing.CopyAsync(model, viewer, CancellationToken.None)).ShouldBeNull();

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.Models.Select(m => m.State).SingleAsync(CancellationToken.None)).ShouldBe(ModelState.Candidate);
        (await db.AuditLog.CountAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task What_is_damaged_refused_or_gone_is_not_published_by_anybody(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        var publishing = services.GetRequiredService<ModelPublishing>();
        int admin = await AddAccountAsync(services, "boss", administrator: true);
        int live = await ModelStoreTests.AddAsync(services, 1);
        await publishing.PublishAsync([live], admin, CancellationToken.None);
        int damaged = await ModelStoreTests.AddAsync(services, 2);
        int refused = await ModelStoreTests.AddAsync(services, 3);
        await using (var db = await ModelTrainingTests.OpenAsync(services))
        {
            await db.ModelParts.ExecuteDeleteAsync(CancellationToken.None);
            string sha256 = await db.Models.Where(m => m.ModelId == damaged).Select(m => m.Sha256).SingleAsync(CancellationToken.None);
            ModelStoreTests.Damage(services.GetRequiredService<ModelFolder>().PathOf(sha256), "flipped");
            await db.Models.Where(m => m.ModelId == refused).ExecuteUpdateAsync(
                set => set.SetProperty(m => m.State, ModelState.Refused).SetProperty(m => m.Verdict, "It gives scores that are not numbers."), CancellationToken.None);
        }

        (await publishing.PublishAsync([damaged], admin, CancellationToken.None)).ShouldNotBeNull().ShouldStartWith("One 2020-01-01 b cannot be read any more, so it was not published, and nobody can make it so.");
        (await publishing.PublishAsync([refused], admin, CancellationToken.None)).ShouldBe("One 2020-01-01 c was refused and cannot be published. It gives scores that are not numbers.");
        (await publishing.PublishAsync([refused + 100], admin, CancellationToken.None)).ShouldNotBeNull().ShouldStartWith("The model is gone");
        (await publishing.PublishAsync([live, damaged], admin, CancellationToken.None)).ShouldBe("Only one one can be live at a time.");
        (await publishing.CopyAsync(damaged, admin, CancellationToken.None)).ShouldBeNull();
        (await publishing.CopyAsync(refused, admin, CancellationToken.None)).ShouldBeNull();

        await using var after = await ModelTrainingTests.OpenAsync(services);
        (await after.Models.Where(m => m.State == ModelState.Live).Select(m => m.ModelId).SingleAsync(CancellationToken.None)).ShouldBe(live);
        (await after.AuditLog.CountAsync(CancellationToken.None)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_copy_holds_the_bytes_of_the_file_and_is_written_down(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        int admin = await AddAccountAsync(services, "boss", administrator: true);
        int model = await ModelStoreTests.AddAsync(services, 5);

        var (file, version) = (await services.GetRequiredService<ModelPublishing>().CopyAsync(model, admin, CancellationToken.None)).ShouldNotBeNull();

        await using (file)
        {
            Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file, CancellationToken.None)).ShouldBe(version.Sha256);
        }

        await using var db = await ModelTrainingTests.OpenAsync(services);
        (await db.AuditLog.SingleAsync(CancellationToken.None)).Action.ShouldBe("model.copied");
    }

    [Theory, DatabaseUnderTest]
    public async Task Names_stay_when_older_versions_are_thrown_away(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var services = ModelStoreTests.Services(database);
        for (int n = 1; n <= 3; n++)
        {
            await ModelStoreTests.AddAsync(services, n);
        }

        var versions = services.GetRequiredService<ModelVersions>();
        var before = await versions.ListAsync(CancellationToken.None);
        await using (var db = await ModelTrainingTests.OpenAsync(services))
        {
            await db.Models.Where(m => m.ModelId == before[2].Model.ModelId).ExecuteDeleteAsync(CancellationToken.None);
        }

        before.Select(version => version.Name).ShouldBe(["one 2020-01-01 c", "one 2020-01-01 b", "one 2020-01-01 a"]);
        (await versions.ListAsync(CancellationToken.None)).Select(version => version.Name).ShouldBe(["one 2020-01-01 c", "one 2020-01-01 b"]);
    }

    [Fact]
    public void After_the_letters_of_a_day_come_pairs_of_them()
        => ((string[])[.. new[] { 0, 25, 26, 27, 52 }.Select(n => VersionNames.Of("als", FilmWorld.Start, n))])
            .ShouldBe(["als 2020-01-01 a", "als 2020-01-01 z", "als 2020-01-01 aa", "als 2020-01-01 ab", "als 2020-01-01 ba"]);

    internal static async Task<int> AddAccountAsync(IServiceProvider services, string name, bool administrator)
    {
        await using var db = await ModelTrainingTests.OpenAsync(services);
        var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), CreatedAt = FilmWorld.Start, PasswordHash = "x", SecurityStamp = "s" };
        db.Users.Add(account);
        await db.SaveChangesAsync(CancellationToken.None);
        if (administrator)
        {
            db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = Roles.AdministratorId });
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return account.Id;
    }
}
