using FilmRec.Core.Accounts;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Accounts;

public sealed class SessionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_refresh_token_is_exchanged_for_the_next_one(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");
        string token = (await world.Sessions.StartAsync(viewer, "curl", Token)).RefreshToken;

        for (int i = 0; i < 3; i++)
        {
            var renewed = (await world.Sessions.RenewAsync(token, Token)).ShouldNotBeNull();
            renewed.Standing.ViewerId.ShouldBe(viewer);
            renewed.RefreshToken.ShouldNotBe(token);
            renewed.ToString().ShouldNotContain(renewed.RefreshToken);
            token = renewed.RefreshToken;
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_second_use_ends_the_whole_session_and_no_other(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");
        string stolen = (await world.Sessions.StartAsync(viewer, "curl", Token)).RefreshToken;
        string elsewhere = (await world.Sessions.StartAsync(viewer, "curl", Token)).RefreshToken;
        var renewed = (await world.Sessions.RenewAsync(stolen, Token)).ShouldNotBeNull();

        (await world.Sessions.RenewAsync(stolen, Token)).ShouldBeNull();

        (await world.Sessions.RenewAsync(renewed.RefreshToken, Token)).ShouldBeNull();
        (await world.Sessions.RenewAsync(elsewhere, Token)).ShouldNotBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_uses_at_the_same_time_at_most_one_works_and_the_session_ends(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string token = (await world.Sessions.StartAsync(await world.RegisterAsync("anna"), "curl", Token)).RefreshToken;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Sessions.RenewAsync(token, Token), Token)));

        var winner = results.OfType<RenewedSession>().ShouldHaveSingleItem();
        (await world.Sessions.RenewAsync(winner.RefreshToken, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task A_refresh_token_waits_fourteen_days_and_a_session_lasts_thirty(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        int viewer = await world.RegisterAsync("anna");
        string late = (await world.Sessions.StartAsync(viewer, "curl", Token)).RefreshToken;
        string used = (await world.Sessions.StartAsync(viewer, "curl", Token)).RefreshToken;
        for (int day = 0; day < 2; day++)
        {
            world.Clock.Advance(TimeSpan.FromDays(13));
            used = (await world.Sessions.RenewAsync(used, Token)).ShouldNotBeNull().RefreshToken;
        }

        (await world.Sessions.RenewAsync(late, Token)).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromDays(4));
        (await world.Sessions.RenewAsync(used, Token)).ShouldBeNull();
    }

    [Theory, DatabaseUnderTest]
    public async Task Logging_out_ends_the_session(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string first = (await world.Sessions.StartAsync(await world.RegisterAsync("anna"), "curl", Token)).RefreshToken;
        var renewed = (await world.Sessions.RenewAsync(first, Token)).ShouldNotBeNull();

        await world.Sessions.EndAsync(renewed.RefreshToken, Token);

        (await world.Sessions.RenewAsync(renewed.RefreshToken, Token)).ShouldBeNull();
        (await world.Get<OpenSessions>().IsOpenAsync(renewed.Standing.ViewerId, renewed.SessionId, Token)).ShouldBeFalse();
    }

    [Theory, DatabaseUnderTest]
    public async Task Only_hashes_of_tokens_are_stored(DatabaseKind kind)
    {
        await using var world = await AccountWorld.CreateAsync(kind);
        string token = (await world.Sessions.StartAsync(await world.RegisterAsync("anna"), "curl", Token)).RefreshToken;

        await using var db = world.Open();
        var stored = await db.RefreshTokens.SingleAsync(Token);
        stored.TokenHash.ShouldNotContain(token);
        (await world.Sessions.RenewAsync(stored.TokenHash, Token)).ShouldBeNull();
        (await world.Sessions.RenewAsync("", Token)).ShouldBeNull();
    }
}
