using System.Net;
using FilmRec.Tests.Auth;
using FilmRec.Web.Auth.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Api;

public sealed class ApiLimitsTests
{
    private static readonly KeyValuePair<string, string?> On = new("RateLimits:Enabled", "true");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_ten_attempts_to_log_in_within_a_minute_comes_a_pause()
    {
        await using var world = await AuthWorld.CreateAsync(On);
        BeginWindow(world);
        for (int i = 9; i >= 0; i--)
        {
            var refused = await world.PostAsync("/api/users/login", new { username = $"name{i}", password = "x" });
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            refused.Headers.GetValues("RateLimit").ShouldBe([$"\"login\";r={i};t=60"]);
        }

        var paused = await world.PostAsync("/api/users/login", new { username = "name", password = "x" });
        await AuthWorld.ProblemOfAsync(paused, HttpStatusCode.TooManyRequests);
        paused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1));
        paused.Headers.GetValues("RateLimit-Policy").ShouldBe(["\"login\";q=10;w=60"]);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.PostAsync("/api/users/login", new { username = "name", password = "x" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void Many_addresses_do_not_try_one_name_without_end()
    {
        var limits = new RequestLimits(new RateLimitOptions(), new FakeTimeProvider());

        bool[] granted = [.. Enumerable.Range(0, 12).Select(i => limits.TakeLogin(From($"10.0.0.{i}"), i % 2 == 0 ? "anna" : "ANNA").Granted)];

        granted.ShouldBe([.. Enumerable.Repeat(true, 10), false, false]);
    }

    [Fact]
    public void One_IPv6_network_is_one_address()
    {
        var limits = new RequestLimits(new RateLimitOptions(), new FakeTimeProvider());

        bool[] granted = [.. Enumerable.Range(0, 6).Select(i => limits.TakeRegistration(From($"2001:db8:1:2::{i}")).Granted)];

        granted.ShouldBe([true, true, true, true, true, false]);
        limits.TakeRegistration(From("2001:db8:1:3::1")).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task After_five_registrations_within_a_minute_comes_a_pause_on_the_page_too()
    {
        await using var world = await AuthWorld.CreateAsync(On);
        BeginWindow(world);
        for (int i = 0; i < 5; i++)
        {
            (await world.PostAsync("/api/users/register", new { username = "a", email = "b", password = "c" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await world.PostAsync("/api/users/register", new { username = "a", email = "b", password = "c" })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var page = await AuthWorld.SubmitAsync(world.Browser(), "/account/register", "register", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter.ShouldNotBeNull();
        (await page.Content.ReadAsStringAsync(Token)).ShouldContain("One moment: the next try is possible in");
    }

    [Fact]
    public async Task Callers_with_and_without_a_token_have_their_own_limits_and_health_has_none()
    {
        await using var world = await AuthWorld.CreateAsync(On, new("RateLimits:AnonymousPerMinute", "4"), new("RateLimits:SignedInPerMinute", "3"));
        BeginWindow(world);
        await world.RegisterAsync();
        string access = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        var signedIn = new List<HttpStatusCode>();
        for (int i = 0; i < 4; i++)
        {
            signedIn.Add((await world.GetAsync("/api/users/me", access)).StatusCode);
        }

        signedIn.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        (await world.GetAsync("/api/users/me", "made up")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.GetAsync("/api/nothing", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/api/users/me", "made up")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        for (int i = 0; i < 6; i++)
        {
            (await world.Anybody.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await world.Anybody.GetAsync("/account/login", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    // The windows end with the minutes of the clock: a test begins with a fresh one.
    private static void BeginWindow(AuthWorld world)
    {
        long ticks = world.Clock.GetUtcNow().Ticks % TimeSpan.TicksPerMinute;
        world.Clock.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - ticks));
    }

    private static DefaultHttpContext From(string address)
        => new() { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
}
