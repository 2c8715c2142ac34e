using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace FilmRec.Tests.Accounts;

public sealed class SecondFactorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task With_it_a_password_alone_opens_nothing_and_a_code_works_once(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, app, _) = await SwitchOnAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.CodeNeeded>().ViewerId.ShouldBe(anna);
        (await AttemptAsync(world, " ")).ShouldBeOfType<LoginResult.CodeNeeded>();
        (await AttemptAsync(world, "", "wrong password")).ShouldBeOfType<LoginResult.Refused>("nobody learns of a second factor without the password");
        string code = CodeOf(world, app);
        (await AttemptAsync(world, code.Insert(3, " "))).ShouldBeOfType<LoginResult.Entered>().Standing.HasSecondFactor.ShouldBeTrue();

        (await AttemptAsync(world, code)).ShouldBeOfType<LoginResult.WrongCode>("it was used");
        world.Clock.Advance(TimeSpan.FromSeconds(30));
        (await AttemptAsync(world, code)).ShouldBeOfType<LoginResult.WrongCode>("it was used");
        (await AttemptAsync(world, CodeOf(world, app))).ShouldBeOfType<LoginResult.Entered>();
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_many_uses_of_a_code_at_once_one_works(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (_, app, recovery) = await SwitchOnAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (string code in (string[])[CodeOf(world, app), recovery[0]])
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AttemptAsync(world, code), Token)));

            results.OfType<LoginResult.Entered>().ShouldHaveSingleItem();
            results.OfType<LoginResult.WrongCode>().Count().ShouldBe(3);
        }
    }

    [Theory]
    [DatabaseUnderTest(-60, false)]
    [DatabaseUnderTest(-30, true)]
    [DatabaseUnderTest(30, true)]
    [DatabaseUnderTest(60, false)]
    public async Task The_code_before_and_the_code_after_are_right_too_and_no_others(DatabaseKind kind, int seconds, bool right)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (_, app, _) = await SwitchOnAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(10));

        string code = app.ComputeTotp(world.Clock.GetUtcNow().AddSeconds(seconds).UtcDateTime);

        (await AttemptAsync(world, code) is LoginResult.Entered).ShouldBe(right);
    }

    [Theory, DatabaseUnderTest]
    public async Task Each_recovery_code_works_once_however_it_is_written(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, _, recovery) = await SwitchOnAsync(world);
        recovery.Distinct().Count().ShouldBe(10);

        (await AttemptAsync(world, recovery[0])).ShouldBeOfType<LoginResult.Entered>();
        (await AttemptAsync(world, recovery[0])).ShouldBeOfType<LoginResult.WrongCode>();
        (await AttemptAsync(world, recovery[9].ToUpperInvariant().Replace('-', ' '))).ShouldBeOfType<LoginResult.Entered>();

        (await world.Get<SecondFactorBook>().FindAsync(anna, Token)).ShouldNotBeNull().RecoveryCodesLeft.ShouldBe(8);
        await using var db = world.Open();
        var stored = await db.RecoveryCodes.Select(code => code.CodeHash).ToListAsync(Token);
        stored.ShouldAllBe(hash => hash.Length == 64 && !recovery.Any(code => hash.Contains(code, StringComparison.OrdinalIgnoreCase)));
        (await AttemptAsync(world, stored[0])).ShouldBeOfType<LoginResult.WrongCode>("what is stored opens nothing");
    }

    [Theory, DatabaseUnderTest]
    public async Task Wrong_codes_lock_as_wrong_passwords_do_and_the_password_between_them_forgives_nothing(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, app, _) = await SwitchOnAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        for (int i = 0; i < Login.FailuresUntilLocked; i++)
        {
            (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.CodeNeeded>();
            (await world.Login.ConfirmAsync(anna, AccountWorld.Password, Token)).ShouldNotBeNull("asking for the password once more is not asking for the code");
            (await AttemptAsync(world, "000000")).ShouldBeOfType<LoginResult.WrongCode>();
        }

        (await AttemptAsync(world, CodeOf(world, app))).ShouldBeOfType<LoginResult.Refused>();
        (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.Refused>();
        world.Clock.Advance(Login.LockedFor);
        (await AttemptAsync(world, CodeOf(world, app))).ShouldBeOfType<LoginResult.Entered>();
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_many_guesses_at_once_five_are_looked_at(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, _, _) = await SwitchOnAsync(world);
        string stamp = (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.CodeNeeded>().SecurityStamp;

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => world.Login.CompleteAsync(anna, stamp, $"00000{i % 10}", Token), Token)));

        results.OfType<LoginResult.WrongCode>().Count().ShouldBe(Login.FailuresUntilLocked);
        results.OfType<LoginResult.Refused>().Count().ShouldBe(15);
        await using var db = world.Open();
        (await db.AuditLog.CountAsync(e => e.Action == "login.locked" && e.AboutViewerId == anna, Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Switching_it_on_and_off_ends_the_other_sessions_and_stands_in_the_audit_log(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        var mine = await world.Get<OpenSessions>().StartAsync(anna, SessionKind.Browser, "mine", Token);
        string elsewhere = (await world.Sessions.StartAsync(anna, "curl", Token)).RefreshToken;
        string stamp = (await world.Get<AccountStandings>().FindAsync(anna, Token))!.SecurityStamp;
        var book = world.Get<SecondFactorBook>();
        var offer = book.Offer(anna, "anna");
        var app = AppOf(offer);

        (await book.SwitchOnAsync(anna, mine, offer.Ticket, "wrong", CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.WrongPassword>();
        (await book.SwitchOnAsync(anna, mine, offer.Ticket, AccountWorld.Password, "000000", Token)).ShouldBeOfType<SecondFactorResult.WrongCode>();
        (await book.SwitchOnAsync(anna, mine, "made up", AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Refused>();
        (await book.SwitchOnAsync(anna, mine, book.Offer(anna + 1, "ben").Ticket, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Refused>();
        (await book.FindAsync(anna, Token)).ShouldBeNull();
        var on = (await book.SwitchOnAsync(anna, mine, offer.Ticket, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Done>();

        on.Standing.SecurityStamp.ShouldNotBe(stamp);
        on.ToString().ShouldNotContain(on.RecoveryCodes[0]);
        (await world.Get<AccountStandings>().FindAsync(anna, Token)).ShouldBe(on.Standing);
        (await world.Sessions.RenewAsync(elsewhere, Token)).ShouldBeNull();
        (await world.Get<OpenSessions>().IsOpenAsync(anna, mine, Token)).ShouldBeTrue();
        (await book.SwitchOnAsync(anna, mine, offer.Ticket, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Refused>("it is on already");
        (await AttemptAsync(world, CodeOf(world, app))).ShouldBeOfType<LoginResult.WrongCode>("the code that switched it on was used by that");

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        string again = (await world.Sessions.StartAsync(anna, "curl", Token)).RefreshToken;
        (await book.SwitchOffAsync(anna, mine, AccountWorld.Password, "000000", Token)).ShouldBeOfType<SecondFactorResult.WrongCode>();
        (await book.SwitchOffAsync(anna, mine, "wrong", CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.WrongPassword>();
        (await book.SwitchOffAsync(anna, mine, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Done>();

        (await world.Sessions.RenewAsync(again, Token)).ShouldBeNull();
        (await world.LogInAsync("anna", AccountWorld.Password, Token)).ShouldNotBeNull();
        await using var db = world.Open();
        (await db.RecoveryCodes.CountAsync(Token)).ShouldBe(0);
        (await db.AuditLog.OrderBy(e => e.AuditId).Select(e => e.Action).ToListAsync(Token)).ShouldBe(["second-factor.on", "second-factor.off"]);
    }

    [Theory, DatabaseUnderTest]
    public async Task New_recovery_codes_end_the_old_ones(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, app, old) = await SwitchOnAsync(world);
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var renewed = (await world.Get<SecondFactorBook>().RenewRecoveryCodesAsync(anna, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Done>();

        (await AttemptAsync(world, old[3])).ShouldBeOfType<LoginResult.WrongCode>();
        (await AttemptAsync(world, renewed.RecoveryCodes[3])).ShouldBeOfType<LoginResult.Entered>();
    }

    [Theory, DatabaseUnderTest]
    public async Task An_administrator_takes_it_away_from_who_lost_the_phone(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var (anna, _, _) = await SwitchOnAsync(world);
        int ben = await world.RegisterAsync("ben");
        int boss = (await world.FirstAdministrator.CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        string open = (await world.Sessions.StartAsync(anna, "curl", Token)).RefreshToken;
        var acts = world.Get<ViewerAdministration>();

        (await acts.RemoveSecondFactorAsync(ben, anna, Token)).ShouldNotBeNull("ben is no administrator");
        (await acts.RemoveSecondFactorAsync(boss, boss, Token)).ShouldNotBeNull("that takes both factors");
        (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.CodeNeeded>();
        (await acts.RemoveSecondFactorAsync(boss, anna, Token)).ShouldBeNull();

        (await AttemptAsync(world, null)).ShouldBeOfType<LoginResult.Entered>();
        (await world.Sessions.RenewAsync(open, Token)).ShouldBeNull();
        (await acts.RemoveSecondFactorAsync(boss, anna, Token)).ShouldBe("anna has no second factor.");
        await using var db = world.Open();
        (await db.AuditLog.SingleAsync(e => e.Action == "second-factor.removed", Token)).ViewerId.ShouldBe(boss);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_secret_is_stored_readable_to_nobody_and_goes_with_the_account(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        var offer = world.Get<SecondFactorBook>().Offer(anna, "anna");
        (await world.Get<SecondFactorBook>().SwitchOnAsync(anna, null, offer.Ticket, AccountWorld.Password, CodeOf(world, AppOf(offer)), Token)).ShouldBeOfType<SecondFactorResult.Done>();
        string key = offer.Key.Replace(" ", "", StringComparison.Ordinal);

        await using var db = world.Open();
        (await db.SecondFactors.SingleAsync(Token)).ProtectedSecret.ShouldNotContain(key);
        offer.Ticket.ShouldNotContain(key);
        offer.ToString().ShouldNotContain(offer.Key);
        await db.Users.ExecuteDeleteAsync(Token);
        (await db.SecondFactors.CountAsync(Token) + await db.RecoveryCodes.CountAsync(Token)).ShouldBe(0);
    }

    private static async Task<(int Anna, Totp App, IReadOnlyList<string> Recovery)> SwitchOnAsync(AccountWorld world)
    {
        int anna = await world.RegisterAsync("anna");
        var book = world.Get<SecondFactorBook>();
        var offer = book.Offer(anna, "anna");
        var app = AppOf(offer);
        var done = (await book.SwitchOnAsync(anna, null, offer.Ticket, AccountWorld.Password, CodeOf(world, app), Token)).ShouldBeOfType<SecondFactorResult.Done>();
        return (anna, app, done.RecoveryCodes);
    }

    // What an authenticator app makes of the key that is shown.
    private static Totp AppOf(SecondFactorOffer offer) => new(Base32Encoding.ToBytes(offer.Key.Replace(" ", "", StringComparison.Ordinal)));

    private static string CodeOf(AccountWorld world, Totp app) => app.ComputeTotp(world.Clock.GetUtcNow().UtcDateTime);

    private static Task<LoginResult> AttemptAsync(AccountWorld world, string? code, string password = AccountWorld.Password)
        => world.Login.AttemptAsync("anna", password, code, Token);
}
