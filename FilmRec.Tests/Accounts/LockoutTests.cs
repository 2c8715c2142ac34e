using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class LockoutTests
{
    private const string Wrong = "noisy harbour 71";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest(3, 3, false)]
    [DatabaseUnderTest(4, 4, false)]
    [DatabaseUnderTest(5, 0, true)]
    [DatabaseUnderTest(20, 0, true)]
    public async Task Wrong_passwords_at_once_are_counted_exactly_and_the_fifth_locks_for_five_minutes(DatabaseKind kind, int attempts, int counted, bool locks)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");

        var entered = await Task.WhenAll(Enumerable.Range(0, attempts).Select(_ => Task.Run(() => world.LogInAsync("anna", Wrong, Token), Token)));

        entered.ShouldAllBe(standing => standing == null);
        await using var db = world.Open();
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == viewer, Token);
        (account.AccessFailedCount, account.LockoutEnd).ShouldBe((counted, locks ? world.Clock.GetUtcNow() + TimeSpan.FromMinutes(5) : (DateTimeOffset?)null));
        var lines = await db.AuditLog.Where(e => e.AboutViewerId == viewer).ToListAsync(Token);
        lines.Select(line => (line.Action, line.Subject, line.ViewerId)).ShouldBe(locks ? [("login.locked", $"viewer {viewer}", null)] : []);
    }

    [Theory, DatabaseUnderTest]
    public async Task However_long_somebody_guesses_the_owner_gets_in_after_five_minutes(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");

        for (int round = 1; round <= 3; round++)
        {
            for (int minute = 0; minute < 5; minute++)
            {
                for (int i = 0; i < 8; i++)
                {
                    await world.LogInAsync("anna", Wrong, Token);
                }

                (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull("the right password is refused while the account rests");
                world.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            await using var db = world.Open();
            (await db.AuditLog.CountAsync(e => e.AboutViewerId == viewer && e.Action == "login.locked", Token)).ShouldBe(round, "one line each time, however many try");
        }

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Names_that_nobody_has_leave_nothing_behind(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);

        for (int i = 0; i < 12; i++)
        {
            await world.LogInAsync("somebody's password typed as a name", Wrong, Token);
        }

        await using var db = world.Open();
        (await db.AuditLog.CountAsync(Token)).ShouldBe(0);
        (await db.Users.CountAsync(Token)).ShouldBe(0);
    }
}
