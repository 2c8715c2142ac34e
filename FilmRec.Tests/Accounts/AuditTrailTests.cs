using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Accounts;

public sealed class AuditTrailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Entries_are_paged_newest_first_without_gaps_or_repeats(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        for (int i = 0; i < 120; i++)
        {
            await world.Get<AuditLog>().RecordAsync(null, "training.started", $"run {i}", Token);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await world.Get<AuditTrail>().PageAsync(new AuditQuery { Cursor = cursor }, Token);
            page.Lines.Count.ShouldBeLessThanOrEqualTo(AuditQuery.PageSize);
            seen.AddRange(page.Lines.Select(line => line.Subject));
            if (cursor is null)
            {
                await world.Get<AuditLog>().RecordAsync(null, "training.started", "meanwhile", Token);
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        seen.ShouldBe(Enumerable.Range(0, 120).Reverse().Select(i => $"run {i}"));
    }

    [Theory, DatabaseUnderTest]
    public async Task Filters_are_who_what_about_whom_and_when(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await ActsAsync(world);
        var began = world.Clock.GetUtcNow();

        (await ActionsAsync(world, new() { Who = "BOSS" })).ShouldBe(["viewer.unlocked", "viewer.locked", "administrator.created"]);
        (await ActionsAsync(world, new() { About = "anna" })).ShouldBe(["viewer.unlocked", "viewer.locked"]);
        (await ActionsAsync(world, new() { AboutId = anna })).Length.ShouldBe(2);
        (await ActionsAsync(world, new() { About = $"{anna}", Action = "viewer.locked" })).ShouldBe(["viewer.locked"]);
        (await ActionsAsync(world, new() { From = began })).ShouldBe(["viewer.unlocked"]);
        (await ActionsAsync(world, new() { Until = began })).ShouldBe(["viewer.locked", "training.started", "administrator.created"]);
        (await ActionsAsync(world, new() { Cursor = "made up" })).Length.ShouldBe(4);
        (await world.Get<AuditTrail>().PageAsync(new() { Who = "nobody\0" }, Token)).Unknown.ShouldBe("nobody\0");

        var line = (await world.Get<AuditTrail>().PageAsync(new() { Action = "viewer.locked" }, Token)).Lines.ShouldHaveSingleItem();
        (line.ViewerId, line.ViewerName, line.AboutViewerId, line.AboutName).ShouldBe((boss, "boss", anna, "anna"));
    }

    [Theory, DatabaseUnderTest]
    public async Task An_export_is_for_administrators_and_is_written_down_itself(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await ActsAsync(world);

        (await world.Get<AuditTrail>().ExportAsync(anna, new(), Token)).ShouldBeNull();
        var lines = await (await world.Get<AuditTrail>().ExportAsync(boss, new() { Who = "boss" }, Token)).ShouldNotBeNull().ToListAsync(Token);

        lines.Select(line => line.Action).ShouldBe(["audit.exported", "viewer.unlocked", "viewer.locked", "administrator.created"]);
    }

    private static async Task<string[]> ActionsAsync(AccountWorld world, AuditQuery query)
        => [.. (await world.Get<AuditTrail>().PageAsync(query, Token)).Lines.Select(line => line.Action)];

    private static async Task<(int Boss, int Anna)> ActsAsync(AccountWorld world)
    {
        int boss = (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        int anna = await world.RegisterAsync("anna");
        await world.Get<AuditLog>().RecordAsync(null, "training.started", "run 1", Token);
        await world.Get<ViewerAdministration>().LockAsync(boss, anna, "for a test", Token);
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Get<ViewerAdministration>().UnlockAsync(boss, anna, Token);
        return (boss, anna);
    }
}
