using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.SecondFactors;
using FilmRec.Web.Auth;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace FilmRec.Tests.Auth;

public sealed partial class SecondFactorPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_switched_on_with_a_key_a_code_and_the_password_and_then_logging_in_has_two_steps()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        string other = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        var (app, codes) = await SetUpAsync(world, browser);

        codes.Count.ShouldBe(10);
        (await browser.GetStringAsync(AccountPaths.SecondFactor, Token)).ShouldContain("10 recovery codes are left");
        (await world.GetAsync("/api/users/me", other)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "other sessions end");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = world.Browser();
        var first = await AuthWorld.SubmitAsync(second, "/account/login?returnUrl=%2Fratings", "login", ("UserName", "anna"), ("Password", AuthWorld.Password));
        PathOf(first).ShouldBe("/account/login/code?returnUrl=%2Fratings");
        (await second.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found, "half a login opens nothing");
        string wrong = await (await AuthWorld.SubmitAsync(second, PathOf(first), "code", ("Code", "000000"))).Content.ReadAsStringAsync(Token);
        wrong.ShouldContain("This code is wrong");
        wrong.ShouldNotContain("000000");
        var entered = await AuthWorld.SubmitAsync(second, PathOf(first), "code", ("Code", CodeOf(world, app)));
        PathOf(entered).ShouldBe("/ratings");
        (await second.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        PathOf(await second.GetAsync(AccountPaths.Code, Token)).ShouldBe("/");
    }

    [Fact]
    public async Task The_second_step_ends_after_five_minutes_and_with_the_password()
    {
        await using var world = await AuthWorld.CreateAsync();
        var owner = await world.BrowserOfAsync();
        var (app, _) = await SetUpAsync(world, owner);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        PathOf(await world.Browser().GetAsync(AccountPaths.Code, Token)).ShouldBe("/account/login", "there is no second step without a first");

        var late = world.Browser();
        var changed = world.Browser();
        foreach (var browser in new[] { late, changed })
        {
            PathOf(await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "anna"), ("Password", AuthWorld.Password))).ShouldBe(AccountPaths.Code);
        }

        await AuthWorld.SubmitAsync(owner, "/account/password", "password", ("Old", AuthWorld.Password), ("New", "another quiet harbour"));
        string refused = await (await AuthWorld.SubmitAsync(changed, AccountPaths.Code, "code", ("Code", CodeOf(world, app)))).Content.ReadAsStringAsync(Token);
        refused.ShouldContain("the account has changed");
        string form = await AuthWorld.FormTokenAsync(late, AccountPaths.Code);
        world.Clock.Advance(HalfLogin.Lifetime);
        var answer = await late.PostAsync(AccountPaths.Code, new FormUrlEncodedContent([new("_handler", "code"), new("__RequestVerificationToken", form), new("Form.Code", CodeOf(world, app))]), Token);
        PathOf(answer).ShouldBe("/account/login");
    }

    [Fact]
    public async Task Over_REST_a_code_is_asked_for_after_the_right_password_only()
    {
        await using var world = await AuthWorld.CreateAsync();
        var (app, codes) = await SetUpAsync(world, await world.BrowserOfAsync());
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var wrongPassword = await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = "wrong", code = CodeOf(world, app) }), HttpStatusCode.Unauthorized);
        var nobody = await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "nobody", password = "wrong" }), HttpStatusCode.Unauthorized);
        (wrongPassword.GetProperty("errors").TryGetProperty("code", out _), wrongPassword.GetProperty("detail").GetString()).ShouldBe((false, nobody.GetProperty("detail").GetString()));
        (await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password }), HttpStatusCode.Unauthorized))
            .GetProperty("errors").GetProperty("code")[0].GetString().ShouldBe("A code from the app, or a recovery code, is needed.");
        (await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password, code = "000000" }), HttpStatusCode.Unauthorized))
            .GetProperty("errors").TryGetProperty("code", out _).ShouldBeTrue();
        var entered = await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password, code = CodeOf(world, app) });
        entered.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/api/users/me", (await AuthWorld.JsonOfAsync(entered)).GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password, code = codes[0] })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password, code = new string('1', 200) }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Where_administrators_need_one_those_without_reach_the_page_that_sets_it_up_and_nothing_else()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>($"{SecondFactorOptions.Section}:AdministratorsNeedSecondFactor", "true"));
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        await world.RegisterAsync();
        string viewer = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        string access = (await world.LogInAsync("boss")).GetProperty("access_token").GetString()!;
        var browser = world.Browser();
        await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "boss"), ("Password", AuthWorld.Password));

        foreach (string path in (string[])["/", "/admin", "/admin/viewers", "/account", "/account/password", "/browse", "/ratings", "/not-found"])
        {
            var answer = await browser.GetAsync(path, Token);
            (answer.StatusCode, PathOf(answer)).ShouldBe((HttpStatusCode.Found, AccountPaths.SecondFactor), path);
        }

        foreach (string path in (string[])["/api/users/me", "/api/movies", "/api/history"])
        {
            (await AuthWorld.ProblemOfAsync(await world.GetAsync(path, access), HttpStatusCode.Forbidden)).GetProperty("detail").GetString()!.ShouldContain(AccountPaths.SecondFactor);
        }

        (await browser.PostAsync(AccountPaths.Export, new FormUrlEncodedContent([]), Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.GetAsync("/css/app.css", Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "the page is dressed");
        (await world.GetAsync("/api/users/me", viewer)).StatusCode.ShouldBe(HttpStatusCode.OK, "viewers need none");

        await SetUpAsync(world, browser);

        (await browser.GetAsync("/admin/audit", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetStringAsync(AccountPaths.SecondFactor, Token)).ShouldContain("so it stays on");
    }

    private static async Task<(Totp App, IReadOnlyList<string> Codes)> SetUpAsync(AuthWorld world, HttpClient browser)
    {
        string page = await browser.GetStringAsync(AccountPaths.SecondFactor, Token);
        page.ShouldContain("src=\"data:image/svg&#x2B;xml;base64,");
        var app = new Totp(Base32Encoding.ToBytes(Key().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)));
        string ticket = Ticket().Match(page).Groups[1].Value;
        string token = AntiforgeryTokens().Matches(page)[^1].Groups[1].Value;
        async Task<string> SendAsync(string code, string password) => await (await browser.PostAsync(AccountPaths.SecondFactor, new FormUrlEncodedContent(
            [new("_handler", "on"), new("__RequestVerificationToken", token), new("On.Ticket", ticket), new("On.Code", code), new("On.Password", password)]), Token)).Content.ReadAsStringAsync(Token);

        string mistaken = await SendAsync("000000", AuthWorld.Password);
        mistaken.ShouldContain("This code is wrong");
        Key().Match(mistaken).Groups[1].Value.ShouldBe(Key().Match(page).Groups[1].Value, "the key that was scanned stays");
        (await SendAsync(CodeOf(world, app), "wrong")).ShouldContain("This is not your password");
        string done = await SendAsync(CodeOf(world, app), AuthWorld.Password);
        done.ShouldContain("Your second factor is on.");
        return (app, [.. RecoveryCodes().Matches(done).Select(match => match.Groups[1].Value)]);
    }

    private static string CodeOf(AuthWorld world, Totp app) => app.ComputeTotp(world.Clock.GetUtcNow().UtcDateTime);

    private static string PathOf(HttpResponseMessage answer)
        => answer.Headers.Location is { IsAbsoluteUri: true } address ? address.PathAndQuery : $"{answer.Headers.Location}";

    [GeneratedRegex("<code class=\"key\"[^>]*>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("name=\"On.Ticket\" value=\"([^\"]+)\"")]
    private static partial Regex Ticket();

    [GeneratedRegex("<li[^>]*><code[^>]*>([a-z2-9-]{19})</code>")]
    private static partial Regex RecoveryCodes();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokens();
}
