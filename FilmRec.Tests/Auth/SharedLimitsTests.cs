using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using FilmRec.Core.Limits;
using FilmRec.Tests.Support;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace FilmRec.Tests.Auth;

public sealed class SharedLimitsTests
{
    private const int Limit = 60;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_on_one_database_allow_the_limit_together_and_ask_it_seldom()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        KeyValuePair<string, string?>[] settings = [new("RateLimits:Enabled", "true"), new("RateLimits:AnonymousPerMinute", $"{Limit}")];
        await using var first = new FilmRecApp(database, settings);
        await using var second = new FilmRecApp(database, settings);
        using var one = first.CreateClient();
        using var two = second.CreateClient();
        var exchange = first.Services.GetRequiredService<LimitExchange>();
        await BeginWindowAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), Token); // both have shown themselves
        long before = exchange.Exchanges;
        var watch = Stopwatch.StartNew();

        int[] granted = await Task.WhenAll(GrantedAsync(one), GrantedAsync(two));

        granted.Sum().ShouldBeInRange(Limit - 2, Limit + (Limit / 4));
        granted.ShouldAllBe(share => share >= Limit / 4);
        await Task.Delay(TimeSpan.FromSeconds(1), Token);
        ((exchange.Exchanges - before) / watch.Elapsed.TotalSeconds).ShouldBeLessThan(11);
    }

    [Fact]
    public async Task With_the_database_away_a_server_goes_on_with_what_it_knows()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var windows = new FixedWindows(clock);
        windows.Learn(windows.Minute, [new LimitCount(ICountExchange.Presence, 1)]);
        using var exchange = new LimitExchange(windows, new Broken(), new RateLimitOptions(), Microsoft.Extensions.Logging.Abstractions.NullLogger<LimitExchange>.Instance);
        await exchange.StartAsync(Token);
        while (exchange.Exchanges == 0)
        {
            await Task.Delay(10, Token);
        }

        await Task.Delay(50, Token);
        var watch = Stopwatch.StartNew();
        var verdicts = new List<bool>();
        for (int n = 0; n < 12; n++)
        {
            verdicts.Add((await exchange.SettleAsync(windows.Take("address", "a", 10))).Granted);
        }

        verdicts.ShouldBe([.. Enumerable.Repeat(true, 10), false, false]);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
        await exchange.StopAsync(Token);
    }

    [Fact]
    public void What_others_have_used_is_used_up_here_too()
    {
        var windows = new FixedWindows(new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(10)));
        windows.Take("address", "a", 10).IsOpen.ShouldBeFalse("nobody else is there");
        var mine = windows.Unpublished(windows.Minute).ShouldHaveSingleItem();

        windows.Learn(windows.Minute, [new LimitCount(ICountExchange.Presence, 1), mine with { Used = 5 }]);

        windows.Take("address", "a", 10).ShouldSatisfyAllConditions(v => v.Remaining.ShouldBe(3), v => v.IsOpen.ShouldBeFalse("two of the four that are left are this server's"));
        windows.Take("address", "a", 10).IsOpen.ShouldBeFalse();
        windows.Take("address", "a", 10).IsOpen.ShouldBeTrue();
        windows.Take("address", "a", 10).Granted.ShouldBeTrue();
        windows.Take("address", "a", 10).Granted.ShouldBeFalse();
        windows.Take("address", "b", 10).Remaining.ShouldBe(9);
    }

    [Fact]
    public void A_service_client_has_a_limit_and_so_has_each_viewer_it_acts_for()
    {
        var limits = new RequestLimits(new RateLimitOptions { ClientPerMinute = 5, SignedInPerMinute = 2 }, new FakeTimeProvider());

        bool[] granted = [.. ((int[])[1, 1, 1, 2, 2, 3]).Select(viewer => limits.TakeApi(Acting("shop-1", viewer)).Granted)];

        granted.ShouldBe([true, true, false, true, true, false]);
        limits.TakeApi(Acting("shop-2", 4)).Policy.ShouldBe("account");
        limits.TakeApi(Acting("shop-1", null)).ShouldSatisfyAllConditions(v => v.Policy.ShouldBe("client"), v => v.Granted.ShouldBeFalse());
    }

    [Fact]
    public async Task Counts_are_kept_for_two_minutes_and_name_nobody()
    {
        Assert.SkipWhen(PostgresServer.WhyNot is not null, PostgresServer.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Postgres);
        await using var services = database.BuildServices();
        await using var more = database.BuildServices();
        var one = services.GetRequiredService<ICountExchange>();
        var two = more.GetRequiredService<ICountExchange>();
        var partition = Guid.NewGuid();

        await one.ExchangeAsync(10, [new LimitCount(partition, 3)], Token);
        await one.ExchangeAsync(10, [new LimitCount(partition, 7)], Token);
        (await two.ExchangeAsync(10, [new LimitCount(partition, 2)], Token)).ShouldBe([new(partition, 7), new(ICountExchange.Presence, 1)], ignoreOrder: true);
        (await one.ExchangeAsync(12, [], Token)).ShouldBeEmpty();

        await using var connection = new NpgsqlConnection(database.Postgres);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM limit_counts", connection);
        (await command.ExecuteScalarAsync(Token)).ShouldBe(1L);
    }

    private static async Task<int> GrantedAsync(HttpClient client)
    {
        int granted = 0;
        for (int n = 0; n < 2 * Limit; n++)
        {
            using var answer = await client.GetAsync("/api/genres", Token);
            granted += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        return granted;
    }

    // The whole test must lie within one minute of the clock.
    private static async Task BeginWindowAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        if (now.Second > 25)
        {
            await Task.Delay(TimeSpan.FromSeconds(60 - now.Second), Token);
        }
    }

    private static DefaultHttpContext Acting(string client, int? viewer)
        => new()
        {
            User = new ClaimsPrincipal(new ClaimsIdentity(
                [new("client_id", client), new("sub", viewer is { } id ? $"{id}" : client), .. viewer is null ? Array.Empty<Claim>() : [new Claim("role", "viewer")]], "Bearer", "name", "role")),
            Connection = { RemoteIpAddress = IPAddress.Loopback },
        };

    private sealed class Broken : ICountExchange
    {
        public bool IsShared => true;

        public Task<IReadOnlyList<LimitCount>> ExchangeAsync(long minute, IReadOnlyCollection<LimitCount> mine, CancellationToken cancellationToken) => throw new TimeoutException();
    }
}
