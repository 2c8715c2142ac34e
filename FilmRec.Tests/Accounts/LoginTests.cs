using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.Passwords;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed class LoginTests
{
    private const string Wrong = "noisy harbour 71";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Name_or_mail_address_in_any_case_and_the_password_let_in(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("Anna");

        foreach (string name in (string[])["Anna", "ANNA", "anna@example.org", "Anna@Example.Org"])
        {
            (await world.LogInAsync(name, AccountWorld.Password, Token)).ShouldNotBeNull(name).ViewerId.ShouldBe(viewer);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Everything_else_is_refused_without_an_error(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        await world.RegisterAsync("anna");
        await using (var db = world.Open())
        {
            db.Users.Add(new Account { UserName = "sample1", NormalizedUserName = "SAMPLE1", Origin = Origin.Sample });
            await db.SaveChangesAsync(Token);
        }

        (string Name, string Password)[] attempts =
        [
            ("anna", Wrong), ("anna", ""), ("anna", AccountWorld.Password + " "), ("anna", AccountWorld.Password.ToUpperInvariant()), ("nobody", AccountWorld.Password),
            ("", ""), ("sample1", ""), ("sample1", "the password of nobody"), ("nobody", "the password of nobody"), ("anna\0", AccountWorld.Password), ("\ud800", "\ud800"),
            ("anna'--", "x"), (new string('a', 100_000), new string('a', 100_000)),
        ];
        foreach (var (name, password) in attempts)
        {
            (await world.LogInAsync(name, password, Token)).ShouldBeNull($"{name[..Math.Min(10, name.Length)]} {password[..Math.Min(10, password.Length)]}");
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Five_failures_lock_for_five_minutes_and_not_longer(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        await world.RegisterAsync("anna");
        for (int i = 0; i < Login.FailuresUntilLocked; i++)
        {
            await world.LogInAsync("anna", Wrong, Token);
        }

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        for (int i = 0; i < 20; i++)
        {
            await world.LogInAsync("anna", Wrong, Token); // must not begin the five minutes anew
        }

        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_success_forgives_the_failures_before_it(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        await world.RegisterAsync("anna");

        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < Login.FailuresUntilLocked - 1; i++)
            {
                await world.LogInAsync("anna", Wrong, Token);
            }

            (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Failures_at_the_same_time_are_all_counted(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");

        await Task.WhenAll(Enumerable.Range(0, Login.FailuresUntilLocked - 1).Select(_ => Task.Run(() => world.LogInAsync("anna", Wrong, Token), Token)));

        await using var db = world.Open();
        (await db.Users.Where(a => a.Id == viewer).Select(a => a.AccessFailedCount).SingleAsync(Token)).ShouldBe(Login.FailuresUntilLocked - 1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_cheaper_hash_is_renewed_at_the_next_login(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");
        await using var dearer = world.Services(cost: 5);

        (await dearer.GetRequiredService<Login>().AttemptAsync("anna", AccountWorld.Password, null, Token)).ShouldBeOfType<LoginResult.Entered>();

        await using var db = world.Open();
        (await db.Users.Where(a => a.Id == viewer).Select(a => a.PasswordHash).SingleAsync(Token)).ShouldNotBeNull()[4..6].ShouldBe("05");
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
    }

    // The time of an attempt is the time of its hash. Whoever waits for a turn would have hashed.
    [Theory]
    [InlineData("nobody")]
    [InlineData("sample1")]
    [InlineData("anna")]
    public async Task An_unknown_name_costs_a_hash_as_a_known_one_does(string name)
    {
        await using var world = await AccountWorld.CreateAsync(DatabaseKind.Sqlite);
        await world.RegisterAsync("anna");
        await using (var db = world.Open())
        {
            db.Users.Add(new Account { UserName = "sample1", NormalizedUserName = "SAMPLE1", Origin = Origin.Sample });
            await db.SaveChangesAsync(Token);
        }

        var turns = world.Get<HashingTurns>();
        using var release = new ManualResetEventSlim();
        var occupied = Enumerable.Range(0, world.Get<PasswordHashingOptions>().Hashers).Select(_ => Task.Run(() => turns.RunAsync(() => release.Wait(TimeSpan.FromMinutes(1)), Token), Token)).ToList();

        while (turns.Inside < occupied.Count)
        {
            await Task.Delay(10, Token);
        }

        var attempt = Task.Run(() => world.LogInAsync(name, Wrong, Token), Token);
        while (turns.Inside <= occupied.Count)
        {
            attempt.IsCompleted.ShouldBeFalse($"{name} was answered without a hash");
            await Task.Delay(10, Token);
        }

        release.Set();
        (await attempt).ShouldBeNull();
        await Task.WhenAll(occupied);
    }
}
