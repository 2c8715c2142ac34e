using System.Net;
using FilmRec.Core;
using FilmRec.Tests.Auth;
using FilmRec.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace FilmRec.Tests.Hosting;

public sealed class HttpsOnlyTests
{
    private static readonly KeyValuePair<string, string?> Redirect = new("FilmRec:Https:Redirect", "true");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(443, "https://films.example/browse?q=a%20b")]
    [InlineData(8443, "https://films.example:8443/browse?q=a%20b")]
    public async Task Where_it_is_configured_people_are_sent_to_HTTPS(int port, string expected)
    {
        await using var world = await AuthWorld.CreateAsync(Redirect, new("FilmRec:Https:Port", $"{port}"));

        var answer = await world.Browser("http://films.example:5080").GetAsync("/browse?q=a%20b", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        answer.Headers.Location.ShouldNotBeNull().AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public async Task A_program_that_calls_the_API_over_plain_HTTP_is_told_so()
    {
        await using var world = await AuthWorld.CreateAsync(Redirect);

        var problem = await AuthWorld.ProblemOfAsync(await world.Anybody.GetAsync("/api/movies", Token), HttpStatusCode.Forbidden);

        problem.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("https://");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Probes_need_no_HTTPS(string path)
    {
        await using var world = await AuthWorld.CreateAsync(Redirect);

        (await world.Anybody.GetAsync(path, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://films.example", true)]
    [InlineData("http://films.example", false)]
    [InlineData("https://localhost", false)]
    public async Task Browsers_are_told_to_keep_to_HTTPS_over_HTTPS_and_not_on_ones_own_machine(string site, bool told)
    {
        await using var world = await AuthWorld.CreateAsync();

        var answer = await world.Browser(site).GetAsync("/account/login", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.TryGetValues("Strict-Transport-Security", out var values).ShouldBe(told);
        (values ?? ["max-age=31536000; includeSubDomains"]).ShouldBe(["max-age=31536000; includeSubDomains"]);
    }

    [Fact]
    public async Task Only_the_hosts_that_are_allowed_answer()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("AllowedHosts", "films.example;localhost"));

        (await world.Browser("http://films.example").GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Browser("http://evil.example").GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("FilmRec:Https:Port", "70000")]
    [InlineData("FilmRec:Https:Redirect", "perhaps")]
    public void A_setting_that_makes_no_sense_is_one_sentence(string key, string value)
        => Should.Throw<CannotContinueException>(() => HttpsOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build())).Message.ShouldContain("FilmRec__Https__");
}
