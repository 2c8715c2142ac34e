using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Accounts;

public sealed class OpenSessionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Browsers_and_programs_are_listed_the_latest_seen_first(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        await sessions.StartAsync(await world.RegisterAsync("ben"), SessionKind.Browser, "Safari on Mac", Token);
        var browser = await sessions.StartAsync(anna, SessionKind.Browser, "Firefox on Windows", Token);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var program = await world.Sessions.StartAsync(anna, "curl", Token);

        var listed = await sessions.ListAsync(anna, Token);

        listed.Select(s => (s.SessionId, s.Kind, s.Client)).ShouldBe([(program.SessionId, SessionKind.Api, "curl"), (browser, SessionKind.Browser, "Firefox on Windows")]);
        listed[1].StartedAt.ShouldBe(world.Clock.GetUtcNow().AddHours(-1));
        await using var db = world.Open();
        (await db.Users.Where(u => u.Id == anna).Select(u => u.LastSeenAt).SingleAsync(Token)).ShouldBe(world.Clock.GetUtcNow());
    }

    [Theory, DatabaseUnderTest]
    public async Task Signing_one_out_ends_it_at_once_here_and_within_a_minute_elsewhere(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        await using var elsewhere = world.Services(cost: 4);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        var ended = await sessions.StartAsync(anna, SessionKind.Browser, "one", Token);
        var kept = await sessions.StartAsync(anna, SessionKind.Browser, "two", Token);
        (await elsewhere.GetRequiredService<OpenSessions>().IsOpenAsync(anna, ended, Token)).ShouldBeTrue();

        (await sessions.EndAsync(anna, ended, Token)).ShouldBeTrue();

        (await sessions.IsOpenAsync(anna, ended, Token)).ShouldBeFalse();
        (await sessions.IsOpenAsync(anna, kept, Token)).ShouldBeTrue();
        world.Clock.Advance(TimeSpan.FromSeconds(31));
        (await elsewhere.GetRequiredService<OpenSessions>().IsOpenAsync(anna, ended, Token)).ShouldBeFalse();
        (await sessions.EndAsync(anna, ended, Token)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_ends_or_uses_a_session_of_somebody_else(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        int ben = await world.RegisterAsync("ben");
        var annas = await sessions.StartAsync(anna, SessionKind.Browser, "one", Token);

        (await sessions.EndAsync(ben, annas, Token)).ShouldBeFalse();
        (await sessions.IsOpenAsync(ben, annas, Token)).ShouldBeFalse();

        (await sessions.IsOpenAsync(anna, annas, Token)).ShouldBeTrue();
    }

    [Theory, DatabaseUnderTest]
    public async Task Signing_all_others_out_ends_programs_too_and_keeps_this_one(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        var mine = await sessions.StartAsync(anna, SessionKind.Browser, "mine", Token);
        var other = await sessions.StartAsync(anna, SessionKind.Browser, "other", Token);
        var program = await world.Sessions.StartAsync(anna, "curl", Token);
        (await sessions.IsOpenAsync(anna, other, Token)).ShouldBeTrue();

        (await sessions.EndOthersAsync(anna, mine, Token)).ShouldBe(2);

        (await sessions.ListAsync(anna, Token)).ShouldHaveSingleItem().SessionId.ShouldBe(mine);
        (await sessions.IsOpenAsync(anna, other, Token)).ShouldBeFalse();
        (await world.Sessions.RenewAsync(program.RefreshToken, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task When_it_was_seen_is_noted_every_few_minutes_and_unused_it_ends_after_two_weeks(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        var sessions = world.Get<OpenSessions>();
        int anna = await world.RegisterAsync("anna");
        var session = await sessions.StartAsync(anna, SessionKind.Browser, "one", Token);
        var began = world.Clock.GetUtcNow();

        world.Clock.Advance(TimeSpan.FromMinutes(4));
        await sessions.IsOpenAsync(anna, session, Token);
        (await sessions.ListAsync(anna, Token))[0].LastSeenAt.ShouldBe(began);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await sessions.IsOpenAsync(anna, session, Token);
        (await sessions.ListAsync(anna, Token))[0].LastSeenAt.ShouldBe(began.AddMinutes(6));

        world.Clock.Advance(OpenSessions.Lifetime);
        (await sessions.IsOpenAsync(anna, session, Token)).ShouldBeFalse();
        (await sessions.ListAsync(anna, Token)).ShouldBeEmpty();
    }

    [Theory, DatabaseUnderTest]
    public async Task With_too_many_the_longest_unused_ends(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        var first = await world.Sessions.StartAsync(anna, "first", Token);
        for (int i = 0; i < OpenSessions.MostOfOneViewer; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            await world.Sessions.StartAsync(anna, "another", Token);
        }

        var listed = await world.Get<OpenSessions>().ListAsync(anna, Token);

        listed.Count.ShouldBe(OpenSessions.MostOfOneViewer);
        listed.ShouldNotContain(session => session.SessionId == first.SessionId);
        (await world.Sessions.RenewAsync(first.RefreshToken, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task The_daily_upkeep_clears_away_what_has_run_out_and_nothing_else(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int anna = await world.RegisterAsync("anna");
        await world.Sessions.StartAsync(anna, "old", Token);
        await world.Get<AuditLog>().RecordAsync(anna, "old", "", Token);
        world.Clock.Advance(AuditTrail.Kept + TimeSpan.FromDays(1));
        var kept = await world.Sessions.StartAsync(await world.RegisterAsync("ben"), "new", Token);
        await world.Get<AuditLog>().RecordAsync(anna, "new", "", Token);
        using var upkeep = ActivatorUtilities.CreateInstance<AccountUpkeep>(world.Services(cost: 4));

        await upkeep.ClearAsync(Token);

        await using var db = world.Open();
        (await db.Sessions.SingleAsync(Token)).SessionId.ShouldBe(kept.SessionId);
        (await db.RefreshTokens.SingleAsync(Token)).Family.ShouldBe(kept.SessionId);
        (await db.AuditLog.SingleAsync(Token)).Action.ShouldBe("new");
    }
}
