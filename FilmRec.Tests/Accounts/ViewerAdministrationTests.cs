using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class ViewerAdministrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_lock_closes_the_account_at_once_until_it_is_lifted(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        var acts = world.Get<ViewerAdministration>();
        var program = await world.Sessions.StartAsync(anna, "curl", Token);
        (await world.Get<AccountStandings>().FindAsync(anna, Token)).ShouldNotBeNull();

        (await acts.LockAsync(boss, anna, " writes insults into tags ", Token)).ShouldBeNull();

        (await world.Get<AccountStandings>().FindAsync(anna, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull();
        (await world.Sessions.RenewAsync(program.RefreshToken, Token)).ShouldBeNull();
        (await acts.LockAsync(boss, anna, "again", Token)).ShouldBe("anna is locked already.");
        (await world.Get<ViewerDirectory>().FindAsync(anna, Token)).ShouldNotBeNull().LockReason.ShouldBe("writes insults into tags");

        (await acts.UnlockAsync(boss, anna, Token)).ShouldBeNull();

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
        (await acts.UnlockAsync(boss, anna, Token)).ShouldBe("anna is not locked.");
        await using var db = world.Open();
        var written = await db.AuditLog.Where(e => e.ViewerId == boss && e.AboutViewerId == anna).OrderBy(e => e.AuditId).ToListAsync(Token);
        written.Select(e => (e.Action, e.Subject)).ShouldBe([("viewer.locked", $"viewer {anna}: writes insults into tags"), ("viewer.unlocked", $"viewer {anna}")]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Unlocking_also_ends_the_rest_after_wrong_passwords(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        for (int i = 0; i < Login.FailuresUntilLocked; i++)
        {
            await world.LogInAsync("anna", "wrong", Token);
        }

        (await world.Get<ViewerDirectory>().FindAsync(anna, Token))!.RestsUntil.ShouldBe(world.Clock.GetUtcNow() + Login.LockedFor);
        (await world.Get<ViewerAdministration>().UnlockAsync(boss, anna, Token)).ShouldBeNull();

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Signing_out_everywhere_changes_the_stamp_and_ends_all_sessions(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        await world.Get<OpenSessions>().StartAsync(anna, SessionKind.Browser, "one", Token);
        var program = await world.Sessions.StartAsync(anna, "curl", Token);
        string stamp = (await world.Get<AccountStandings>().FindAsync(anna, Token))!.SecurityStamp;

        (await world.Get<ViewerAdministration>().SignOutAsync(boss, anna, Token)).ShouldBeNull();

        (await world.Get<AccountStandings>().FindAsync(anna, Token))!.SecurityStamp.ShouldNotBe(stamp);
        (await world.Get<OpenSessions>().ListAsync(anna, Token)).ShouldBeEmpty();
        (await world.Sessions.RenewAsync(program.RefreshToken, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_role_is_given_and_taken_but_never_from_the_last(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        var acts = world.Get<ViewerAdministration>();

        (await acts.TakeRoleAsync(boss, boss, Token)).ShouldBe("boss is the last administrator: make somebody else one first.");
        (await acts.TakeRoleAsync(boss, anna, Token)).ShouldBe("anna is no administrator.");
        (await acts.GiveRoleAsync(boss, anna, Token)).ShouldBeNull();
        (await acts.GiveRoleAsync(boss, anna, Token)).ShouldBe("anna is an administrator already.");
        (await world.Get<AccountStandings>().FindAsync(anna, Token))!.IsAdministrator.ShouldBeTrue();

        (await acts.TakeRoleAsync(boss, boss, Token)).ShouldBeNull();

        (await world.Get<AccountStandings>().FindAsync(boss, Token))!.IsAdministrator.ShouldBeFalse();
        (await acts.TakeRoleAsync(anna, anna, Token)).ShouldBe("anna is the last administrator: make somebody else one first.");
        (await acts.LockAsync(anna, anna, "holiday", Token)).ShouldBe("You cannot lock your own account.");
    }

    [Theory, DatabaseUnderTest]
    public async Task Two_who_take_the_role_from_each_other_leave_one(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        var acts = world.Get<ViewerAdministration>();
        await acts.GiveRoleAsync(boss, anna, Token);

        await Task.WhenAll(Task.Run(() => acts.TakeRoleAsync(boss, anna, Token), Token), Task.Run(() => acts.TakeRoleAsync(anna, boss, Token), Token));

        await using var db = world.Open();
        (await db.UserRoles.CountAsync(r => r.RoleId == 2, Token)).ShouldBe(1);
        (await db.AuditLog.CountAsync(e => e.Action == "role.taken", Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Who_is_no_administrator_at_that_moment_can_do_nothing_and_nothing_is_written(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        var acts = world.Get<ViewerAdministration>();
        int ben = await world.RegisterAsync("ben");
        int locked = await world.RegisterAsync("former");
        await acts.GiveRoleAsync(boss, locked, Token);
        await acts.LockAsync(boss, locked, "left the company", Token);
        await using var db = world.Open();
        int before = await db.AuditLog.CountAsync(Token);

        foreach (int actor in (int[])[anna, locked, 999])
        {
            (await acts.GiveRoleAsync(actor, anna, Token)).ShouldBe("Only an administrator may do this, and this account is none at the moment.");
            (await acts.TakeRoleAsync(actor, boss, Token)).ShouldNotBeNull();
            (await acts.LockAsync(actor, ben, "because", Token)).ShouldNotBeNull();
            (await acts.UnlockAsync(actor, locked, Token)).ShouldNotBeNull();
            (await acts.SignOutAsync(actor, ben, Token)).ShouldNotBeNull();
        }

        (await db.AuditLog.CountAsync(Token)).ShouldBe(before);
        (await world.Get<AccountStandings>().FindAsync(anna, Token))!.IsAdministrator.ShouldBeFalse();
        (await world.Get<AccountStandings>().FindAsync(ben, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task When_the_audit_log_cannot_be_written_nothing_is_done(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        await using (var db = world.Open())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE audit_log RENAME TO gone", Token);
        }

        await Should.ThrowAsync<DbUpdateException>(() => world.Get<ViewerAdministration>().GiveRoleAsync(boss, anna, Token));

        (await world.Get<AccountStandings>().FindAsync(anna, Token))!.IsAdministrator.ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Say why")]
    [InlineData("  x ", "Say why")]
    [InlineData("wrote to anna@example.org", "Leave mail addresses out")]
    [InlineData("two\nlines", "Write the reason in one line")]
    public void A_reason_is_short_and_names_nobodys_address(string reason, string problem) => ViewerAdministration.LockReasonProblem(reason).ShouldNotBeNull().ShouldStartWith(problem);

    [Theory, DatabaseUnderTest]
    public async Task Viewers_are_found_by_the_beginning_of_name_or_address(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (boss, anna) = await PeopleAsync(world);
        foreach (string name in (string[])["Ann_b", "an-other", "zoe"])
        {
            await world.RegisterAsync(name);
        }

        await world.Get<EmailChange>().ChangeAsync(boss, "anton@example.org", AccountWorld.Password, Token);
        await world.Get<ViewerAdministration>().LockAsync(boss, anna, "for a test", Token);

        (await NamesAsync(world, new() { Text = "AN" })).ShouldBe(["an-other", "anna", "Ann_b", "boss"]);
        (await NamesAsync(world, new() { Text = "ann_" })).ShouldBe(["Ann_b"]);
        (await NamesAsync(world, new() { Text = "anton@ex" })).ShouldBe(["boss"]);
        (await NamesAsync(world, new() { Text = "%" })).ShouldBeEmpty();
        (await NamesAsync(world, new() { Text = "a\0" })).ShouldBeEmpty();
        (await NamesAsync(world, new() { Group = ViewerGroup.Administrators })).ShouldBe(["boss"]);
        (await NamesAsync(world, new() { Group = ViewerGroup.Locked })).ShouldBe(["anna"]);
        (await NamesAsync(world, new() { Group = ViewerGroup.Sample })).ShouldBeEmpty();
        (await NamesAsync(world, new() { NewestFirst = true })).ShouldBe(["zoe", "an-other", "Ann_b", "anna", "boss"]);
        (await NamesAsync(world, new() { Page = 2 })).ShouldBeEmpty();
    }

    private static async Task<string[]> NamesAsync(AccountWorld world, ViewerQuery query)
        => [.. (await world.Get<ViewerDirectory>().FindAsync(query, Token)).Viewers.Select(viewer => viewer.UserName)];

    private static async Task<(int Boss, int Anna)> PeopleAsync(AccountWorld world)
    {
        var boss = (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
        return (boss.ViewerId, await world.RegisterAsync("anna"));
    }
}
