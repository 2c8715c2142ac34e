using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class AccountStandingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task What_was_taken_away_is_noticed_within_a_minute(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var standings = world.Get<AccountStandings>();
        var made = (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
        (await standings.FindAsync(made.ViewerId, Token)).ShouldNotBeNull().IsAdministrator.ShouldBeTrue();
        await using var db = world.Open();
        await db.UserRoles.Where(role => role.RoleId == Roles.AdministratorId).ExecuteDeleteAsync(Token);

        world.Clock.Advance(TimeSpan.FromMinutes(1));

        (await standings.FindAsync(made.ViewerId, Token)).ShouldNotBeNull().IsAdministrator.ShouldBeFalse();
        await db.Users.Where(a => a.Id == made.ViewerId).ExecuteDeleteAsync(Token);
        standings.Forget(made.ViewerId);
        (await standings.FindAsync(made.ViewerId, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_audit_log_keeps_who_did_what_when(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        await world.Get<AuditLog>().RecordAsync(7, "training.started", new string('x', 1000), Token);

        await using var db = world.Open();
        var entry = await db.AuditLog.SingleAsync(Token);
        (entry.ViewerId, entry.Action, entry.Subject.Length, entry.At).ShouldBe((7, "training.started", 400, world.Clock.GetUtcNow()));
    }
}
