using System.Net;
using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Auth;

public sealed class AccountPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_registers_is_logged_in_and_led_to_the_first_questions()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = world.Browser();

        var answer = await AuthWorld.SubmitAsync(browser, "/account/register", "register", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        PathOf(answer).ShouldBe("/welcome");
        string cookie = answer.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith(PageCookie.Name + "=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_typed_stays_except_the_password_and_each_field_says_what_to_do()
    {
        await using var world = await AuthWorld.CreateAsync();

        var answer = await AuthWorld.SubmitAsync(world.Browser(), "/account/register", "register", ("UserName", "<b>anna"), ("Email", "anna@"), ("Password", "password1"));

        string page = await answer.Content.ReadAsStringAsync(Token);
        page.ShouldContain("value=\"&lt;b&gt;anna\"");
        page.ShouldContain("value=\"anna@\"");
        page.ShouldNotContain("password1");
        page.ShouldContain("Use only letters from a to z, digits, dots, hyphens and underscores.");
        page.ShouldContain("Something is missing after the @.");
        page.ShouldContain("Many people use this password");
        page.Split("aria-invalid=\"true\"").Length.ShouldBe(4);
        answer.Headers.Contains("Location").ShouldBeFalse();
    }

    [Fact]
    public async Task Logging_in_leads_to_where_the_viewer_wanted_to_go()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var browser = world.Browser();

        var sentAway = await browser.GetAsync("/ratings?sort=stars", Token);
        sentAway.StatusCode.ShouldBe(HttpStatusCode.Found);
        var answer = await AuthWorld.SubmitAsync(browser, sentAway.Headers.Location!.PathAndQuery, "login", ("UserName", "ANNA"), ("Password", AuthWorld.Password));

        PathOf(answer).ShouldBe("/ratings?sort=stars");
    }

    [Fact]
    public async Task A_wrong_password_logs_nobody_in()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var browser = world.Browser();

        var answer = await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "anna"), ("Password", "wrong"));

        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("The name or the password is wrong");
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/path\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/account/logout")]
    [InlineData("")]
    [InlineData(null)]
    public void Nobody_is_led_to_another_site(string? address) => AccountPaths.LocalOrHome(address).ShouldBe("/");

    [Theory]
    [InlineData("/")]
    [InlineData("/movies/7?from=home#why")]
    public void Pages_of_this_site_are_led_to(string address) => AccountPaths.LocalOrHome(address).ShouldBe(address);

    [Fact]
    public async Task A_return_address_of_another_site_is_not_followed()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();

        var answer = await AuthWorld.SubmitAsync(world.Browser(), "/account/login?returnUrl=%2F%2Fevil.example", "login", ("UserName", "anna"), ("Password", AuthWorld.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        PathOf(answer).ShouldBe("/");
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var browser = world.Browser();
        await browser.GetAsync("/account/login", Token);

        var answer = await browser.PostAsync("/account/login",
            new FormUrlEncodedContent([new("_handler", "login"), new("Form.UserName", "anna"), new("Form.Password", AuthWorld.Password)]), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_own_button_logs_out()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        (await browser.PostAsync(AccountPaths.LogOut, new FormUrlEncodedContent([]), Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await browser.GetAsync(AccountPaths.LogOut, Token);
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        string page = await browser.GetStringAsync("/browse", Token);
        string token = System.Text.RegularExpressions.Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        (await browser.PostAsync(AccountPaths.LogOut, new FormUrlEncodedContent([new("__RequestVerificationToken", token)]), Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task The_link_from_the_console_makes_the_first_administrator_once()
    {
        await using var world = await AuthWorld.CreateAsync();
        string link = (await world.Services.GetRequiredService<FirstAdministrator>().InviteAsync(Token)).ShouldNotBeNull();
        var browser = world.Browser();

        var answer = await AuthWorld.SubmitAsync(browser, link, "setup", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await world.Services.GetRequiredService<AccountStandings>().FindAsync(1, Token)).ShouldNotBeNull().IsAdministrator.ShouldBeTrue();
        (await world.Browser().GetStringAsync(link, Token)).ShouldContain("This link does not work any more");
        (await world.Browser().GetStringAsync("/setup", Token)).ShouldContain("This link does not work any more");
    }

    [Fact]
    public async Task Admin_pages_stay_closed_to_viewers_and_visitors()
    {
        await using var world = await AuthWorld.CreateAsync();
        var viewer = await world.BrowserOfAsync();

        (await viewer.GetAsync("/admin/training", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.Browser().GetAsync("/admin/training", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    private static string PathOf(HttpResponseMessage answer)
        => answer.Headers.Location is { IsAbsoluteUri: true } address ? address.PathAndQuery : $"{answer.Headers.Location}";
}
