using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class PasswordChangeTests
{
    private const string Wanted = "loud mountain 29";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task It_ends_all_other_sessions_and_keeps_the_one_that_asks(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        var mine = await sessions.StartAsync(anna, SessionKind.Browser, "mine", Token);
        await sessions.StartAsync(anna, SessionKind.Browser, "other", Token);
        var program = await world.Sessions.StartAsync(anna, "curl", Token);
        string stamp = (await world.Get<AccountStandings>().FindAsync(anna, Token))!.SecurityStamp;

        var result = await world.Get<PasswordChange>().ChangeAsync(anna, mine, AccountWorld.Password, Wanted, Token);

        result.ShouldBeOfType<PasswordChangeResult.Changed>().Standing.SecurityStamp.ShouldNotBe(stamp);
        (await world.Get<AccountStandings>().FindAsync(anna, Token))!.SecurityStamp.ShouldNotBe(stamp);
        (await sessions.ListAsync(anna, Token)).ShouldHaveSingleItem().SessionId.ShouldBe(mine);
        (await world.Sessions.RenewAsync(program.RefreshToken, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", Wanted, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_old_password_and_the_rules_are_asked_for(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        var change = world.Get<PasswordChange>();

        (await change.ChangeAsync(anna, null, "wrong", Wanted, Token)).ShouldBeOfType<PasswordChangeResult.WrongPassword>();
        (await change.ChangeAsync(anna, null, AccountWorld.Password, "short", Token)).ShouldBeOfType<PasswordChangeResult.Refused>().Problem.ShouldStartWith("Use at least 8");
        (await change.ChangeAsync(anna, null, AccountWorld.Password, "my name is ANNA ok", Token)).ShouldBeOfType<PasswordChangeResult.Refused>();
        (await change.ChangeAsync(anna + 1, null, AccountWorld.Password, Wanted, Token)).ShouldBeOfType<PasswordChangeResult.WrongPassword>();

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Guessing_the_old_password_rests_as_logging_in_does(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        for (int i = 0; i < Login.FailuresUntilLocked; i++)
        {
            await world.Get<PasswordChange>().ChangeAsync(anna, null, "wrong", Wanted, Token);
        }

        (await world.Get<PasswordChange>().ChangeAsync(anna, null, AccountWorld.Password, Wanted, Token)).ShouldBeOfType<PasswordChangeResult.WrongPassword>();
        world.Clock.Advance(Login.LockedFor + TimeSpan.FromSeconds(1));
        (await world.Get<PasswordChange>().ChangeAsync(anna, null, AccountWorld.Password, Wanted, Token)).ShouldBeOfType<PasswordChangeResult.Changed>();
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_changes_at_the_same_time_one_happens(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => world.Get<PasswordChange>().ChangeAsync(anna, null, AccountWorld.Password, $"{Wanted} {i}", Token), Token)));

        int winner = Array.FindIndex(results, result => result is PasswordChangeResult.Changed);
        results.Count(result => result is PasswordChangeResult.Changed).ShouldBe(1);
        (await world.LogInAsync("anna", $"{Wanted} {winner}", Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_mail_address_is_changed_with_the_password_unless_somebody_has_it(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        await world.RegisterAsync("ben");
        var change = world.Get<EmailChange>();

        (await change.ChangeAsync(anna, "anna@", AccountWorld.Password, Token)).ShouldNotBeNull().Field.ShouldBe(AccountField.Email);
        (await change.ChangeAsync(anna, "new@example.org", "wrong", Token)).ShouldNotBeNull().Field.ShouldBe(AccountField.Password);
        (await change.ChangeAsync(anna, "BEN@example.org", AccountWorld.Password, Token)).ShouldNotBeNull().Text.ShouldStartWith("Another account");
        (await change.ChangeAsync(anna, "New@example.org", AccountWorld.Password, Token)).ShouldBeNull();
        (await change.ChangeAsync(anna, "new@Example.org", AccountWorld.Password, Token)).ShouldBeNull(); // the same, in other letters

        (await world.LogInAsync("NEW@example.org", AccountWorld.Password, Token)).ShouldNotBeNull().ViewerId.ShouldBe(anna);
        await using var db = world.Open();
        (await db.Users.Where(u => u.Id == anna).Select(u => u.Email).SingleAsync(Token)).ShouldBe("new@Example.org");
    }
}
