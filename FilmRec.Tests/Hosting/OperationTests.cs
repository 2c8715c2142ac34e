using System.Net;
using FilmRec.Tests.Auth;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Hosting;

public sealed class OperationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_its_database_a_server_lives_but_is_not_ready()
    {
        await using var world = await AuthWorld.CreateAsync();
        (await world.Anybody.GetAsync("/health/ready", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE roles RENAME TO roles_gone", Token);

        var ready = await world.Anybody.GetAsync("/health/ready", Token);

        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync(Token)).ShouldBe("""{"status":"unhealthy","checks":{"database":"unhealthy"}}""");
        (await world.Anybody.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metrics_count_logins_and_requests_and_name_nobody()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync("zebulon");
        await world.LogInAsync("zebulon");
        await world.BrowserOfAsync("zenobia");

        string metrics = await world.Anybody.GetStringAsync("/metrics", Token);

        metrics.ShouldContain("filmrec_logins_total{");
        metrics.ShouldContain("outcome=\"accepted\"");
        metrics.ShouldContain("http_server_request_duration_seconds_count{");
        metrics.ShouldContain("dotnet_");
        metrics.ShouldNotContain("zebulon");
        metrics.ShouldNotContain("update_parameters");
    }

    [Fact]
    public async Task The_API_is_described_with_who_may_call_what()
    {
        await using var world = await AuthWorld.CreateAsync();

        var document = await AuthWorld.JsonOfAsync(await world.Anybody.GetAsync("/openapi/v1.json", Token));

        document.GetProperty("components").GetProperty("securitySchemes").GetProperty("viewer").GetProperty("scheme").GetString().ShouldBe("bearer");
        var paths = document.GetProperty("paths");
        paths.EnumerateObject().ShouldAllBe(path => path.Name.StartsWith("/api/"));
        var me = paths.GetProperty("/api/users/me").GetProperty("get");
        me.GetProperty("security")[0].GetProperty("viewer").GetArrayLength().ShouldBe(0);
        me.TryGetProperty("parameters", out _).ShouldBeFalse("who is asking is not a parameter");
        paths.GetProperty("/api/users/login").GetProperty("post").TryGetProperty("security", out _).ShouldBeFalse();
        document.GetProperty("components").GetProperty("schemas").GetProperty("RegisterRequest").GetProperty("properties").TryGetProperty("username", out _).ShouldBeTrue();
        (await world.Anybody.GetStringAsync("/docs/index.html", Token)).ShouldContain("swagger-ui");
    }
}
