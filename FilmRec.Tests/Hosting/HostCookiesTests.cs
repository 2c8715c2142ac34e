using System.Net;
using System.Security.Claims;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FilmRec.Tests.Hosting;

public sealed class HostCookiesTests
{
    private const string Site = "https://films.example";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_HTTPS_every_cookie_is_bound_to_this_host()
    {
        await using var world = await AuthWorld.CreateAsync();

        var cookies = await CookiesOfAVisitAsync(world.Browser(Site));

        cookies.Keys.ShouldBe(["__Host-FilmRec", "__Host-theme", "__Host-Antiforgery"], ignoreOrder: true);
        foreach (var (name, cookie) in cookies)
        {
            cookie.ShouldContain("; secure", Case.Insensitive);
            cookie.ShouldContain("; path=/;", Case.Insensitive);
            cookie.ShouldNotContain("domain", Case.Insensitive);
            cookie.ShouldMatch("(?i)samesite=(lax|strict)");
            cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase).ShouldBe(name != "__Host-theme", cookie); // the page's script switches the theme
        }
    }

    [Fact]
    public async Task Over_plain_HTTP_to_ones_own_machine_cookies_have_no_prefix_that_browsers_would_refuse()
    {
        await using var world = await AuthWorld.CreateAsync();

        var cookies = await CookiesOfAVisitAsync(world.Browser());

        cookies.Keys.ShouldBe(["FilmRec", "theme", "Antiforgery"], ignoreOrder: true);
        cookies.Values.ShouldAllBe(cookie => !cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Over_HTTPS_a_login_under_a_name_without_the_prefix_is_not_believed()
    {
        await using var world = await AuthWorld.CreateAsync();
        string login = (await CookiesOfAVisitAsync(world.Browser(Site)))["__Host-FilmRec"].Split(';')[0].Split('=', 2)[1];

        (await OpenAsync(world, $"__Host-FilmRec={login}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await OpenAsync(world, $"FilmRec={login}")).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Somebody_who_logged_in_before_cookies_had_the_prefix_stays_logged_in()
    {
        await using var world = await AuthWorld.CreateAsync();
        string login = (await CookiesOfAVisitAsync(world.Browser(Site)))["__Host-FilmRec"].Split(';')[0].Split('=', 2)[1];
        var format = world.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Schemes.Cookie).TicketDataFormat;
        var principal = format.Unprotect(login).ShouldNotBeNull().Principal;
        string old = format.Protect(new AuthenticationTicket(
            principal, new AuthenticationProperties { IssuedUtc = world.Clock.GetUtcNow(), ExpiresUtc = world.Clock.GetUtcNow().AddDays(1) }, Schemes.Cookie));

        var answer = await OpenAsync(world, $"FilmRec={old}");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("__Host-FilmRec=", StringComparison.Ordinal));
        answer.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("FilmRec=; expires=Thu, 01 Jan 1970", StringComparison.Ordinal));
        principal.FindFirstValue(ViewerClaims.Id).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.9.9.9", false)]
    public async Task Behind_a_proxy_its_word_for_HTTPS_counts_and_nobody_elses(string from, bool believed)
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("FilmRec:TrustedProxies:0", "10.1.2.3"));
        var browser = world.Browser("http://films.example");
        browser.DefaultRequestHeaders.Add(CallersAddress.Header, from);
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        var answer = await browser.GetAsync("/account/login", Token);

        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.StartsWith("__Host-", StringComparison.Ordinal) == believed);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBe(believed);
    }

    private static async Task<HttpResponseMessage> OpenAsync(AuthWorld world, string cookie)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/ratings") { Headers = { { "Cookie", cookie } } };
        return await world.Browser(Site, keepsCookies: false).SendAsync(request, Token);
    }

    /// <summary>The last Set-Cookie of each name while somebody registers and switches the theme; antiforgery's random ending is left out.</summary>
    private static async Task<Dictionary<string, string>> CookiesOfAVisitAsync(HttpClient browser)
    {
        var page = await browser.GetAsync("/account/register", Token);
        var registered = await AuthWorld.SubmitAsync(
            browser, "/account/register", "register", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));
        registered.StatusCode.ShouldBe(HttpStatusCode.Found);
        var switched = await browser.PostAsync("/theme", new FormUrlEncodedContent(
            [new("theme", "light"), new("__RequestVerificationToken", await AuthWorld.FormTokenAsync(browser, "/account/password"))]), Token);
        switched.StatusCode.ShouldBe(HttpStatusCode.Found);
        return new[] { page, registered, switched }.SelectMany(answer => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            .GroupBy(cookie => cookie.Split('=')[0]).ToDictionary(
                of => of.Key.Replace(".AspNetCore.", "", StringComparison.Ordinal) is var name && name.Contains("Antiforgery", StringComparison.Ordinal) ? name[..(name.IndexOf("Antiforgery", StringComparison.Ordinal) + 11)] : name,
                of => of.Last());
    }
}
