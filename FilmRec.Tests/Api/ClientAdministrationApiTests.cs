using System.Net;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Clients;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class ClientAdministrationApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_administrator_registers_renews_and_revokes(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        string boss = await world.ViewerTokenAsync("boss");

        var made = await world.SendAsync(boss, HttpMethod.Post, "/api/admin/clients", new { name = "Shop", scopes = (string[])["bulk", "movies:read"] });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync(Token));
        var shop = await AuthWorld.JsonOfAsync(made);
        string id = shop.GetProperty("client_id").GetString()!;
        made.Headers.Location!.ToString().ShouldBe($"/api/admin/clients/{id}");
        shop.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["movies:read", "bulk"]);
        object Credentials(string? secret) => new { grant_type = "client_credentials", client_id = id, client_secret = secret };
        (await world.AskAsync(Credentials(shop.GetProperty("client_secret").GetString()))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var renewed = await AuthWorld.JsonOfAsync(await world.SendAsync(boss, HttpMethod.Post, $"/api/admin/clients/{id}/secret"));
        (await world.AskAsync(Credentials(shop.GetProperty("client_secret").GetString()))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.AskAsync(Credentials(renewed.GetProperty("client_secret").GetString()))).StatusCode.ShouldBe(HttpStatusCode.OK);

        string list = await (await world.SendAsync(boss, HttpMethod.Get, "/api/admin/clients")).Content.ReadAsStringAsync(Token);
        list.ShouldContain(id);
        list.ShouldNotContain("secret\":");
        (await world.SendAsync(boss, HttpMethod.Delete, $"/api/admin/clients/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.SendAsync(boss, HttpMethod.Delete, $"/api/admin/clients/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.AskAsync(Credentials(renewed.GetProperty("client_secret").GetString()))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, HttpMethod.Post, $"/api/admin/clients/{id}/secret"), HttpStatusCode.Conflict);
        await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, HttpMethod.Delete, "/api/admin/clients/nobody"), HttpStatusCode.NotFound);
        (await world.ReadAsync(boss, "/api/admin/clients")).GetProperty("items")[0].GetProperty("revoked_at").GetString().ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_wrong_is_said_by_field()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        string boss = await world.ViewerTokenAsync("boss");

        foreach (var (body, field) in ((object, string)[])[
            (new { name = "", scopes = (string[])["bulk"] }, "name"), (new { scopes = (string[])["bulk"] }, "name"), (new { name = "shop", scopes = Array.Empty<string>() }, "scopes"),
            (new { name = "shop" }, "scopes"), (new { name = "shop", scopes = (string[])["root"] }, "scopes"), (new { name = "shop", scopes = Enumerable.Repeat("bulk", 21) }, "scopes")])
        {
            var problem = await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, HttpMethod.Post, "/api/admin/clients", body), HttpStatusCode.BadRequest);
            problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe([field]);
        }

        await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, HttpMethod.Get, "/api/admin/clients?limit=101"), HttpStatusCode.BadRequest);
        await AuthWorld.ProblemOfAsync(await world.SendAsync(boss, HttpMethod.Get, "/api/admin/clients?cursor=zz"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Nobody_else_may()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);
        await world.RegisterViewerAsync("anna");

        foreach (string token in (string[])[await world.ViewerTokenAsync("anna"), await world.TokenAsync(shop), await world.TokenAsync(shop, "ann")])
        {
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, "/api/admin/clients"), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Post, "/api/admin/clients", new { name = "mine", scopes = (string[])["bulk"] }), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Delete, $"/api/admin/clients/{shop.Client.ClientId}"), HttpStatusCode.Forbidden);
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Post, $"/api/admin/clients/{shop.Client.ClientId}/secret"), HttpStatusCode.Forbidden);
        }
    }
}
