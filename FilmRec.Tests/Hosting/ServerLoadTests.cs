using System.Net;
using FilmRec.Tests.Auth;
using FilmRec.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Hosting;

public sealed class ServerLoadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Some_are_worked_on_some_wait_a_moment_and_the_rest_is_told_when_to_come_back()
    {
        var gate = new TaskCompletionSource();
        await using var app = await StartAsync(new LoadOptions { Concurrent = 2, Waiting = 1, LongestWait = TimeSpan.FromSeconds(20) }, gate.Task);
        using var client = app.GetTestClient();

        var working = new[] { client.GetAsync("/slow", Token), client.GetAsync("/slow", Token), client.GetAsync("/slow", Token) };
        await Task.Delay(300, Token);
        var refused = await client.GetAsync("/api/slow", Token);
        var page = await client.GetAsync("/slow", Token);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        refused.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldBe(TimeSpan.FromSeconds(1));
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await client.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gate.SetResult();
        (await Task.WhenAll(working)).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await client.GetAsync("/slow", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_waits_for_longer_than_said()
    {
        var gate = new TaskCompletionSource();
        await using var app = await StartAsync(new LoadOptions { Concurrent = 1, Waiting = 50, LongestWait = TimeSpan.FromMilliseconds(100) }, gate.Task);
        using var client = app.GetTestClient();
        var working = client.GetAsync("/slow", Token);
        await Task.Delay(200, Token);

        (await client.GetAsync("/slow", Token)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        gate.SetResult();
        (await working).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_takes_too_long_is_broken_off_except_what_lasts_by_its_nature()
    {
        var never = new TaskCompletionSource();
        await using var app = await StartAsync(new LoadOptions { RequestTimeout = TimeSpan.FromMilliseconds(200) }, never.Task);
        using var client = app.GetTestClient();

        var answer = await client.GetAsync("/api/slow", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("took too long");
        var export = client.GetAsync("/export", Token);
        await Task.Delay(600, Token);
        export.IsCompleted.ShouldBeFalse();
        never.SetResult();
        (await export).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Circuits_and_downloads_have_no_time_limit_and_everything_else_has()
    {
        await using var world = await AuthWorld.CreateAsync();

        var endless = world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();

        endless.ShouldContain("_blazor");
        endless.ShouldContain("ratings/export.csv");
        endless.ShouldContain("account/export");
        endless.ShouldContain("admin/data/upload");
        string[] brief = ["api/movies/", "api/users/login", "account/login", "browse", "movies/{movieId:int}/rating"];
        endless.Intersect(brief).ShouldBeEmpty();
        world.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<RequestTimeoutOptions>>().Value.DefaultPolicy?.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("Concurrent", "-1")]
    [InlineData("RequestTimeout", "soon")]
    public void A_setting_that_makes_no_sense_is_one_sentence(string key, string value)
        => Should.Throw<FilmRec.Core.CannotContinueException>(() => LoadOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new($"FilmRec:Load:{key}", value)]).Build()))
            .Message.ShouldContain("FilmRec__Load__");

    private static async Task<WebApplication> StartAsync(LoadOptions options, Task gate)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(options);
        builder.Services.AddRequestTimeouts(options);
        builder.Services.AddProblemDetails();
        var app = builder.Build();
        app.UseServerLoad();
        app.UseRequestTimeouts();
        app.MapGet("/slow", (Delegate)WaitAsync);
        app.MapGet("/api/slow", (Delegate)WaitAsync);
        app.MapGet("/export", (Delegate)WaitAsync).DisableRequestTimeout();
        app.MapGet("/health/live", () => "alive");
        await app.StartAsync(Token);
        return app;

        async Task<string> WaitAsync(HttpContext context)
        {
            await gate.WaitAsync(context.RequestAborted);
            return "done";
        }
    }
}
