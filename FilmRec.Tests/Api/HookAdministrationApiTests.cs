using System.Net;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Clients;
using FilmRec.Tests.Support;
using FilmRec.Tests.WebHooks;

namespace FilmRec.Tests.Api;

public sealed class HookAdministrationApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_administrator_adds_tests_looks_and_deletes(DatabaseKind kind)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var world = await ClientWorld.CreateAsync(kind, new KeyValuePair<string, string?>("FilmRec:WebHooks:AllowedLoopback", $"127.0.0.1:{receiver.Port}"));
        string boss = await world.ViewerTokenAsync("boss");

        var made = await world.SendAsync(boss, HttpMethod.Post, "/api/admin/hooks", new { url = receiver.Url, events = (string[])["training.failed"] });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Token));
        var hook = await AuthWorld.JsonOfAsync(made);
        string path = $"/api/admin/hooks/{hook.GetProperty("hook_id").GetInt32()}";
        hook.GetProperty("secret").GetString().ShouldStartWith("whsec_");

        var tested = await AuthWorld.JsonOfAsync(await world.SendAsync(boss, HttpMethod.Post, $"{path}/test"));
        (tested.GetProperty("state").GetString(), tested.GetProperty("status").GetInt32()).ShouldBe(("delivered", 200));
        receiver.Got.ShouldHaveSingleItem().Headers["X-FilmRec-Event"].ShouldBe("test");
        (await world.ReadAsync(boss, $"{path}/deliveries")).GetProperty("total").GetInt32().ShouldBe(1);
        string list = await (await world.SendAsync(boss, HttpMethod.Get, "/api/admin/hooks")).Content.ReadAsStringAsync(Token);
        list.ShouldContain(receiver.Url);
        list.ShouldNotContain("whsec_");

        (await world.SendAsync(boss, HttpMethod.Post, $"{path}/resume")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.SendAsync(boss, HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        foreach (var (method, address) in ((HttpMethod, string)[])[(HttpMethod.Delete, path), (HttpMethod.Post, $"{path}/test"), (HttpMethod.Post, $"{path}/resume"), (HttpMethod.Get, $"{path}/deliveries")])
        {
            await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, method, address), HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Hosts_that_are_not_allowed_are_refused_by_field_and_others_may_do_nothing()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        string boss = await world.ViewerTokenAsync("boss");
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);
        await world.RegisterViewerAsync("anna");

        var problem = await AuthWorld.ProblemOfAsync(
            await world.SendAsync(boss, HttpMethod.Post, "/api/admin/hooks", new { url = "http://169.254.169.254/", events = (string[])["nothing"] }), HttpStatusCode.BadRequest);
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["url", "events"], ignoreOrder: true);
        problem.GetProperty("errors").GetProperty("url")[0].GetString().ShouldNotBeNull().ShouldContain("FilmRec__WebHooks__AllowedHosts");
        foreach (string token in (string[])[await world.ViewerTokenAsync("anna"), await world.TokenAsync(shop)])
        {
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, "/api/admin/hooks"), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Post, "/api/admin/hooks", new { url = "https://a.example", events = (string[])["import.failed"] }), HttpStatusCode.Forbidden);
        }
    }
}
