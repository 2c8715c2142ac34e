using System.Net;
using System.Security.Claims;
using System.Text;
using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using FilmRec.Web.Auth.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Tests.Auth;

public sealed class AccessTokenTests
{
    private Guid _session;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_tokens_that_are_right_in_every_part_are_believed()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var key = world.Services.GetRequiredService<SigningKey>().Value;
        var standing = (await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token)).ShouldNotBeNull();
        await StartSessionAsync(world);
        string Sign(Action<SecurityTokenDescriptor>? change = null, IDictionary<string, object>? header = null) => Make(world, key, standing, change, header);

        (await world.GetAsync("/api/users/me", Sign())).StatusCode.ShouldBe(HttpStatusCode.OK);
        var now = world.Clock.GetUtcNow().UtcDateTime;
        var otherKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("another key of thirty-two bytes, or more"));
        var unsound = new Dictionary<string, string>
        {
            ["other key"] = Sign(d => d.SigningCredentials = new SigningCredentials(otherKey, SecurityAlgorithms.HmacSha256)),
            ["other algorithm, same key"] = Sign(d => d.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey([.. key.Key, .. key.Key]), SecurityAlgorithms.HmacSha512)),
            ["no signature"] = Sign(d => d.SigningCredentials = null),
            ["other issuer"] = Sign(d => d.Issuer = "somebody"),
            ["other audience"] = Sign(d => d.Audience = "somebody"),
            ["expired"] = Sign(d => (d.IssuedAt, d.NotBefore, d.Expires) = (now.AddMinutes(-20), now.AddMinutes(-20), now.AddMinutes(-5))),
            ["not yet"] = Sign(d => d.NotBefore = now.AddMinutes(2)),
            ["issued in the future"] = Sign(d => (d.IssuedAt, d.Expires) = (now.AddMinutes(2), now.AddMinutes(5))),
            ["no expiry"] = Sign(d => d.Expires = null),
            ["no beginning"] = Sign(d => d.NotBefore = null),
            ["no time of issue"] = Sign(d => d.IssuedAt = null),
            ["for thirty years"] = Sign(d => d.Expires = now.AddYears(30)),
            ["for a minute too long"] = Sign(d => d.Expires = now.AddMinutes(16)),
            ["unknown critical header"] = Sign(header: new Dictionary<string, object> { ["crit"] = new[] { "exp2" }, ["exp2"] = 1 }),
            ["no subject"] = Sign(d => d.Claims.Remove("sub")),
            ["subject is text"] = Sign(d => d.Claims["sub"] = "anna"),
            ["subject is an array"] = Sign(d => d.Claims["sub"] = new[] { "1", "2" }),
            ["subject is nobody"] = Sign(d => d.Claims["sub"] = "77"),
            ["subject is huge"] = Sign(d => d.Claims["sub"] = "99999999999999999999"),
            ["no id"] = Sign(d => d.Claims.Remove("jti")),
            ["no stamp"] = Sign(d => d.Claims.Remove(ViewerClaims.Stamp)),
            ["other stamp"] = Sign(d => d.Claims[ViewerClaims.Stamp] = "other"),
            ["no session"] = Sign(d => d.Claims.Remove(ViewerClaims.Session)),
            ["other session"] = Sign(d => d.Claims[ViewerClaims.Session] = $"{Guid.NewGuid()}"),
            ["session is a number"] = Sign(d => d.Claims[ViewerClaims.Session] = 7),
            ["cut"] = Sign()[..^2],
            ["three dots"] = "...",
            ["empty"] = "",
            ["text"] = "let me in",
            ["long"] = new string('a', 20_000),
        };
        foreach (var (why, token) in unsound)
        {
            var answer = await world.GetAsync("/api/users/me", token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, why);
            answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().ToString().ShouldBe("Bearer", why);
            await AuthWorld.ProblemOfAsync(answer, HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_token_that_was_believed_ends_with_its_time_and_with_its_account()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        await world.RegisterAsync("ben");
        string anna = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        string ben = (await world.LogInAsync("ben")).GetProperty("access_token").GetString()!;

        (await world.GetAsync("/api/users/me", anna)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/api/users/me", anna)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/api/users/me", ben)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using (var db = world.Open())
        {
            await db.Users.Where(u => u.UserName == "ben").ExecuteUpdateAsync(set => set.SetProperty(u => u.SecurityStamp, "another"), Token);
        }

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.GetAsync("/api/users/me", ben)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        world.Clock.Advance(TimeSpan.FromMinutes(14));
        (await world.GetAsync("/api/users/me", anna)).StatusCode.ShouldBe(HttpStatusCode.OK); // half a minute of skew
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        (await world.GetAsync("/api/users/me", anna)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Headers_that_point_to_other_keys_are_ignored()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var standing = (await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token)).ShouldNotBeNull();
        await StartSessionAsync(world);
        var renamed = new SymmetricSecurityKey(world.Services.GetRequiredService<SigningKey>().Value.Key) { KeyId = "../../dev/null" };
        var header = new Dictionary<string, object> { ["jku"] = "http://127.0.0.1:9/keys", ["x5u"] = "http://127.0.0.1:9/x" };

        (await world.GetAsync("/api/users/me", Make(world, renamed, standing, null, header))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var own = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("a key that the caller brings along himself"));
        var jwk = new Dictionary<string, object> { ["jwk"] = new Dictionary<string, object> { ["kty"] = "oct", ["k"] = Base64UrlEncoder.Encode(own.Key) } };
        (await world.GetAsync("/api/users/me", Make(world, own, standing, null, jwk))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_ends_after_a_quarter_of_an_hour()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var tokens = await world.LogInAsync();
        tokens.GetProperty("expires_in").GetInt32().ShouldBe(900);
        string access = tokens.GetProperty("access_token").GetString()!;

        world.Clock.Advance(TimeSpan.FromMinutes(15));
        (await world.GetAsync("/api/users/me", access)).StatusCode.ShouldBe(HttpStatusCode.OK, "clocks may differ by half a minute");
        world.Clock.Advance(TimeSpan.FromSeconds(31));

        (await world.GetAsync("/api/users/me", access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_new_security_stamp_ends_tokens_and_cookies_within_a_minute()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        string access = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        await StartSessionAsync(world);
        var principal = new ClaimsPrincipal(ViewerClaims.Principal((await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token))!, _session, Schemes.Cookie));
        using var circuit = world.Circuit();
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await circuit.IsStillRightAsync(new(principal), Token)).ShouldBeTrue();
        await using var db = world.Open();
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(a => a.SecurityStamp, "new"), Token);

        world.Clock.Advance(TimeSpan.FromMinutes(1));

        (await world.GetAsync("/api/users/me", access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await circuit.IsStillRightAsync(new(principal), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_cookie_is_worth_nothing_on_the_API_and_a_token_nothing_on_pages()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        string access = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        (await browser.GetAsync("/api/users/me", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.GetAsync($"/api/users/me?access_token={access}", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = new HttpRequestMessage(HttpMethod.Get, "/ratings") { Headers = { { "Authorization", $"Bearer {access}" }, { "Accept", "application/json" } } };
        (await world.Anybody.SendAsync(page, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signing_out_ends_the_tokens_and_the_open_pages_of_that_session_alone()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        var first = await world.LogInAsync();
        var second = await world.LogInAsync();
        await StartSessionAsync(world);
        var principal = new ClaimsPrincipal(ViewerClaims.Principal((await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token))!, _session, Schemes.Cookie));
        using var circuit = world.Circuit();
        (await world.GetAsync("/api/users/me", first.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await circuit.IsStillRightAsync(new(principal), Token)).ShouldBeTrue();

        await world.PostAsync("/api/users/logout", new { refresh_token = first.GetProperty("refresh_token").GetString() });
        await world.Services.GetRequiredService<OpenSessions>().EndAsync(1, _session, Token);

        (await world.GetAsync("/api/users/me", first.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await circuit.IsStillRightAsync(new(principal), Token)).ShouldBeFalse();
        (await world.GetAsync("/api/users/me", second.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task StartSessionAsync(AuthWorld world)
        => _session = await world.Services.GetRequiredService<OpenSessions>().StartAsync(1, SessionKind.Api, "test", Token);

    private string Make(AuthWorld world, SymmetricSecurityKey key, AccountStanding standing, Action<SecurityTokenDescriptor>? change, IDictionary<string, object>? header)
    {
        var now = world.Clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "FilmRec",
            Audience = "FilmRec",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            AdditionalHeaderClaims = header,
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object> { ["sub"] = $"{standing.ViewerId}", ["jti"] = "one", [ViewerClaims.Stamp] = standing.SecurityStamp, [ViewerClaims.Session] = $"{_session}" },
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
