using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Tests.Auth;

namespace FilmRec.Tests.Hosting;

public sealed partial class SecurityHeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/browse")]
    [InlineData("/nothing/here")]
    [InlineData("/css/app.css")]
    [InlineData("/api/nothing")]
    [InlineData("/docs/index.html")]
    [InlineData("/health/live")]
    public async Task Every_answer_tells_the_browser_what_to_refuse(string path)
    {
        await using var world = await AuthWorld.CreateAsync();

        var answer = await world.Browser().GetAsync(path, Token);

        string policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("frame-ancestors 'none'");
        var scripts = policy.Split(';', StringSplitOptions.TrimEntries).Single(rule => rule.StartsWith("script-src ", StringComparison.Ordinal) || (rule.StartsWith("default-src", StringComparison.Ordinal) && !policy.Contains("script-src")));
        scripts.ShouldNotContain("unsafe");
        scripts.ShouldNotContain("*");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        answer.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        answer.Headers.GetValues("Permissions-Policy").ShouldHaveSingleItem().ShouldContain("camera=()");
        answer.Headers.GetValues("X-Request-ID").ShouldHaveSingleItem().Length.ShouldBe(32);
        answer.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_mark_what_is_theirs_with_a_number_that_is_used_once()
    {
        await using var world = await AuthWorld.CreateAsync();
        var nonces = new HashSet<string>();
        for (int visit = 0; visit < 3; visit++)
        {
            var answer = await world.Browser().GetAsync("/account/login", Token);
            string nonce = NonceInPage().Match(await answer.Content.ReadAsStringAsync(Token)).Groups[1].Value;
            string policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();

            policy.ShouldContain($"style-src-elem 'self' 'nonce-{WebUtility.HtmlDecode(nonce)}';");
            policy.ShouldContain("script-src 'self'; script-src-attr 'none';");
            policy.Replace("style-src-attr 'unsafe-inline'", "").ShouldNotContain("unsafe"); // sizes and places that MudBlazor writes into style="…"
            nonces.Add(nonce).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Pages_of_a_viewer_are_not_kept_and_files_are()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        foreach (string page in (string[])["/", "/ratings", "/browse"])
        {
            (await browser.GetAsync(page, Token)).Headers.CacheControl.ShouldNotBeNull(page).NoStore.ShouldBeTrue(page);
        }

        (await browser.GetAsync("/css/app.css", Token)).Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    public async Task Pages_of_other_sites_do_not_reach_the_circuits(string origin, HttpStatusCode status)
    {
        await using var world = await AuthWorld.CreateAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", origin } } };

        (await world.Anybody.SendAsync(request, Token)).StatusCode.ShouldBe(status);
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex NonceInPage();
}
