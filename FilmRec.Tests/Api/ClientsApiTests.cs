using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FilmRec.Core.Clients;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Clients;
using FilmRec.Tests.Support;
using FilmRec.Web.Auth.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace FilmRec.Tests.Api;

public sealed class ClientsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_shop_rates_and_is_recommended_to_for_a_viewer_of_its_own(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);
        int movie = await world.AddMovieAsync("Low Tide");
        string ann = await world.TokenAsync(shop, "customer 17");
        string ben = await world.TokenAsync(shop, "customer 18");

        var rated = await world.SendAsync(ann, HttpMethod.Post, "/api/movies/rate", new { movie_id = movie, rating = 4.5, user_id = 1, on_behalf_of = "customer 18" });
        rated.StatusCode.ShouldBe(HttpStatusCode.OK, await rated.Content.ReadAsStringAsync(Token));
        (await world.SendAsync(ann, HttpMethod.Put, $"/api/users/me/watchlist/{movie}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.SendAsync(ann, HttpMethod.Post, "/api/history", new { movie_id = movie, watch_date = world.Clock.GetUtcNow() })).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await world.ReadAsync(await world.TokenAsync(shop, "customer 17"), "/api/users/me/ratings")).GetProperty("total").GetInt32().ShouldBe(1);
        (await world.ReadAsync(ann, "/api/history")).GetProperty("total").GetInt32().ShouldBe(1);
        (await world.ReadAsync(ben, "/api/users/me/ratings")).GetProperty("total").GetInt32().ShouldBe(0);
        (await world.ReadAsync(ann, "/api/movies/recommendations")).GetProperty("recommendation_id").GetString().ShouldNotBeNullOrEmpty();
        (await world.ReadAsync(ann, "/api/movies")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_token_works_with_its_scopes_and_with_nothing_else(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);
        int movie = await world.AddMovieAsync("Low Tide");
        (string Scope, HttpMethod Method, string Path, object? Body)[] doors =
        [
            ("movies:read", HttpMethod.Get, "/api/movies", null),
            ("movies:read", HttpMethod.Get, $"/api/movies/{movie}", null),
            ("movies:read", HttpMethod.Get, "/api/genres", null),
            ("ratings:read", HttpMethod.Get, "/api/users/me/ratings", null),
            ("ratings:read", HttpMethod.Get, "/api/users/me/watchlist", null),
            ("ratings:read", HttpMethod.Get, "/api/users/me/hidden", null),
            ("ratings:write", HttpMethod.Post, "/api/movies/rate", new { movie_id = movie, rating = 4 }),
            ("ratings:write", HttpMethod.Put, $"/api/users/me/ratings/{movie}", new { rating = 4 }),
            ("ratings:write", HttpMethod.Put, $"/api/users/me/hidden/{movie}", null),
            ("recommend", HttpMethod.Get, "/api/movies/recommendations", null),
            ("history", HttpMethod.Get, "/api/history", null),
        ];
        foreach (string scope in ClientWorld.AllScopes)
        {
            string token = await world.TokenAsync(shop, "ann", scope);
            foreach (var door in doors)
            {
                var answer = await world.SendAsync(token, door.Method, door.Path, door.Body);
                if (door.Scope == scope)
                {
                    answer.IsSuccessStatusCode.ShouldBeTrue($"{scope} at {door.Method} {door.Path}: {(int)answer.StatusCode}");
                }
                else
                {
                    await AuthWorld.ProblemOfAsync(answer, HttpStatusCode.Forbidden);
                    answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().ToString().ShouldBe($"Bearer error=\"insufficient_scope\", scope=\"{door.Scope}\"");
                }
            }
        }
    }

    [Fact]
    public async Task Where_an_endpoint_names_no_scope_clients_are_refused()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);

        foreach (string token in (string[])[await world.TokenAsync(shop), await world.TokenAsync(shop, "ann")])
        {
            foreach (string path in (string[])["/api/users/me", "/api/users/preferences", "/api/admin/clients"])
            {
                await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, path), HttpStatusCode.Forbidden);
            }

            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, "/api/nowhere"), HttpStatusCode.NotFound);
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Delete, "/api/movies"), HttpStatusCode.MethodNotAllowed);
        }
    }

    [Fact]
    public async Task Without_a_viewer_the_answer_says_how_to_name_one()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var shop = await world.RegisterAsync(ClientWorld.AllScopes);
        string token = await world.TokenAsync(shop);

        foreach (string path in (string[])["/api/users/me/ratings", "/api/movies/recommendations", "/api/history", "/api/users/me/hidden"])
        {
            (await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, path), HttpStatusCode.Forbidden)).GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("on_behalf_of");
        }

        (await world.SendAsync(token, HttpMethod.Get, "/api/movies")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_revoked_client_a_new_secret_and_an_erased_viewer_are_felt_within_a_minute(DatabaseKind kind)
    {
        await using var world = await ClientWorld.CreateAsync(kind);
        var (revoked, renewed, erased) = (await world.RegisterAsync("ratings:read"), await world.RegisterAsync("ratings:read"), await world.RegisterAsync("ratings:read"));
        string[] tokens = [await world.TokenAsync(revoked, "ann"), await world.TokenAsync(renewed, "ann"), await world.TokenAsync(erased, "ann")];
        foreach (string token in tokens)
        {
            (await world.SendAsync(token, HttpMethod.Get, "/api/users/me/ratings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        // As another server does it, so that nothing is forgotten here.
        await using (var db = world.Open())
        {
            await db.ServiceClients.Where(c => c.ClientId == revoked.Client.ClientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, world.Clock.GetUtcNow()), Token);
            await db.ServiceClients.Where(c => c.ClientId == renewed.Client.ClientId).ExecuteUpdateAsync(set => set.SetProperty(c => c.Stamp, "new"), Token);
            await db.Users.Where(u => db.ExternalViewers.Any(v => v.ClientId == erased.Client.ClientId && v.ViewerId == u.Id)).ExecuteDeleteAsync(Token);
        }

        world.Clock.Advance(TimeSpan.FromSeconds(45));

        foreach (string token in tokens)
        {
            await AuthWorld.ProblemOfAsync(await world.SendAsync(token, HttpMethod.Get, "/api/users/me/ratings"), HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Only_tokens_that_are_right_in_every_part_are_believed()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var (shop, other) = (await world.RegisterAsync("ratings:read"), await world.RegisterAsync(ClientWorld.AllScopes));
        int movie = await world.AddMovieAsync("Low Tide");
        await world.TokenAsync(shop, "ann");
        await world.TokenAsync(other, "bob");
        var viewers = world.Get<ExternalViewers>();
        string ann = $"{await viewers.FindAsync(shop.Client.ClientId, "ann", Token)}";
        string bob = $"{await viewers.FindAsync(other.Client.ClientId, "bob", Token)}";
        string stamp = (await world.Get<ClientStandings>().FindAsync(shop.Client.ClientId, Token))!.Stamp;
        string Sign(Action<SecurityTokenDescriptor>? change = null) => Make(world, shop.Client.ClientId, ann, stamp, change);

        (await world.SendAsync(Sign(), HttpMethod.Get, "/api/users/me/ratings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.SendAsync(Sign(d => d.Claims["scope"] = "ratings:read ratings:write"), HttpMethod.Put, $"/api/users/me/ratings/{movie}", new { rating = 4 }))
            .StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a scope that the client was not registered with");
        var now = world.Clock.GetUtcNow().UtcDateTime;
        var unsound = new Dictionary<string, string>
        {
            ["no subject"] = Sign(d => d.Claims.Remove("sub")),
            ["empty subject"] = Sign(d => d.Claims["sub"] = ""),
            ["subject is another client's viewer"] = Sign(d => d.Claims["sub"] = bob),
            ["subject is a person"] = Sign(d => d.Claims["sub"] = $"{world.Boss}"),
            ["subject is another client"] = Sign(d => d.Claims["sub"] = other.Client.ClientId),
            ["subject is nobody"] = Sign(d => d.Claims["sub"] = "77777"),
            ["another client"] = Sign(d => d.Claims["client_id"] = other.Client.ClientId),
            ["no such client"] = Sign(d => d.Claims["client_id"] = "nobody"),
            ["client is a number"] = Sign(d => d.Claims["client_id"] = 7),
            ["client is an array"] = Sign(d => d.Claims["client_id"] = new[] { shop.Client.ClientId }),
            ["no client"] = Sign(d => d.Claims.Remove("client_id")),
            ["other stamp"] = Sign(d => d.Claims["stamp"] = "other"),
            ["no stamp"] = Sign(d => d.Claims.Remove("stamp")),
            ["no id"] = Sign(d => d.Claims.Remove("jti")),
            ["for thirty years"] = Sign(d => d.Expires = now.AddYears(30)),
            ["for a minute too long"] = Sign(d => d.Expires = now.AddMinutes(16)),
            ["expired"] = Sign(d => (d.IssuedAt, d.NotBefore, d.Expires) = (now.AddMinutes(-20), now.AddMinutes(-20), now.AddMinutes(-5))),
            ["unknown critical header"] = Sign(d => d.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "x" }, ["x"] = 1 }),
            ["no signature"] = Sign(d => d.SigningCredentials = null),
        };
        foreach (var (why, token) in unsound)
        {
            (await world.SendAsync(token, HttpMethod.Get, "/api/users/me/ratings")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, why);
        }
    }

    [Fact]
    public async Task Id_and_secret_come_as_JSON_as_a_form_or_by_HTTP_Basic()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var shop = await world.RegisterAsync("movies:read", "recommend");
        (string id, string secret) = (shop.Client.ClientId, shop.Secret!);
        var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret), new("scope", "recommend"), new("on_behalf_of", "änn/1")]);
        var basic = new HttpRequestMessage(HttpMethod.Post, "/api/clients/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));

        var byForm = await AuthWorld.JsonOfAsync(await world.Anybody.PostAsync("/api/clients/token", form, Token));
        var byBasic = await world.Anybody.SendAsync(basic, Token);
        var byJson = await AuthWorld.JsonOfAsync(await world.AskAsync(shop));

        byBasic.Headers.CacheControl!.ToString().ShouldContain("no-store");
        byForm.GetProperty("scope").GetString().ShouldBe("recommend");
        foreach (var answer in (JsonElement[])[byForm, await AuthWorld.JsonOfAsync(byBasic), byJson])
        {
            answer.GetProperty("token_type").GetString().ShouldBe("bearer");
            answer.GetProperty("expires_in").GetInt32().ShouldBe(900);
            var token = new JsonWebToken(answer.GetProperty("access_token").GetString());
            (token.GetClaim("client_id").Value, token.GetClaim("scope").Value, token.Alg).ShouldBe((id, answer.GetProperty("scope").GetString()!, "HS256"));
        }

        new JsonWebToken(byJson.GetProperty("access_token").GetString()).Subject.ShouldBe(id);
        int? viewer = await world.Get<ExternalViewers>().FindAsync(id, "änn/1", Token);
        new JsonWebToken(byForm.GetProperty("access_token").GetString()).Subject.ShouldBe($"{viewer}");
    }

    [Fact]
    public async Task Unknown_client_revoked_client_and_wrong_secret_look_the_same()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var (shop, gone) = (await world.RegisterAsync("movies:read"), await world.RegisterAsync("movies:read"));
        await world.Clients.RevokeAsync(world.Boss, gone.Client.ClientId, Token);

        HashSet<string> answers = [];
        foreach (var (id, secret) in ((string, string)[])[(shop.Client.ClientId, "wrong"), ("nobody-000000000000", shop.Secret!), (gone.Client.ClientId, gone.Secret!), ("a' OR 1=1", "x"), ("ä", "ä")])
        {
            var problem = await AuthWorld.ProblemOfAsync(await world.AskAsync(new { grant_type = "client_credentials", client_id = id, client_secret = secret }), HttpStatusCode.Unauthorized);
            answers.Add($"{problem.GetProperty("detail")} {problem.GetProperty("error")} {problem.GetProperty("title")}");
        }

        answers.ShouldHaveSingleItem().ShouldContain("invalid_client");
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_said_in_the_words_of_OAuth()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite);
        var shop = await world.RegisterAsync("movies:read");
        (string id, string secret) = (shop.Client.ClientId, shop.Secret!);
        (object Body, string Error)[] wrong =
        [
            (new { }, "invalid_request"),
            (new { grant_type = "client_credentials" }, "invalid_request"),
            (new { grant_type = "client_credentials", client_id = id }, "invalid_request"),
            (new { client_id = id, client_secret = secret }, "invalid_request"),
            (new { grant_type = "password", client_id = id, client_secret = secret }, "unsupported_grant_type"),
            (new { grant_type = "client_credentials", client_id = id, client_secret = secret, scope = "bulk" }, "invalid_scope"),
            (new { grant_type = "client_credentials", client_id = id, client_secret = secret, scope = "movies:read admin" }, "invalid_scope"),
            (new { grant_type = "client_credentials", client_id = id, client_secret = secret, on_behalf_of = "" }, "invalid_request"),
            (new { grant_type = "client_credentials", client_id = id, client_secret = secret, on_behalf_of = "a\nb" }, "invalid_request"),
            (new { grant_type = "client_credentials", client_id = id, client_secret = secret, on_behalf_of = new string('x', 201) }, "invalid_request"),
            (new { grant_type = "client_credentials", client_id = new string('x', 5000), client_secret = secret }, "invalid_request"),
        ];
        foreach (var (body, error) in wrong)
        {
            (await AuthWorld.ProblemOfAsync(await world.AskAsync(body), HttpStatusCode.BadRequest)).GetProperty("error").GetString().ShouldBe(error, JsonSerializer.Serialize(body));
        }

        foreach (string text in (string[])["", "{", "[]", "7", "\"a\"", "{\"grant_type\":7}", "{\"client_id\":\"\\ud800\"}", "{\"scope\":\"a\",\"scope\":\"b\"}"])
        {
            await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync("/api/clients/token", new StringContent(text, Encoding.UTF8, "application/json"), Token), HttpStatusCode.BadRequest);
        }

        foreach (string text in (string[])["", "grant_type", "grant_type=client_credentials&grant_type=client_credentials", "%ff=%ff", "client_id=%00", string.Join('&', Enumerable.Range(0, 2000).Select(i => $"a{i}=1"))])
        {
            await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync("/api/clients/token", new StringContent(text, Encoding.UTF8, "application/x-www-form-urlencoded"), Token), HttpStatusCode.BadRequest);
        }

        foreach (string type in (string[])["text/plain", "multipart/form-data; boundary=x", "application/xml"])
        {
            var content = new StringContent("{}");
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync("/api/clients/token", content, Token), HttpStatusCode.UnsupportedMediaType);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_client_erases_a_viewer_by_its_own_id_of_them(DatabaseKind kind)
    {
        await using var world = await ClientWorld.StartAsync(kind, onPort: true);
        var (shop, other) = (await world.RegisterAsync("ratings:write"), await world.RegisterAsync("ratings:write", "ratings:read"));
        const string Ann = "ann@shop/1?a=ä";
        string annsToken = await world.TokenAsync(shop, Ann);
        await world.TokenAsync(other, Ann);
        string path = $"/api/clients/viewers/{Uri.EscapeDataString(Ann)}";

        (await world.SendAsync(await world.TokenAsync(other, scope: "ratings:read"), HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.SendAsync(await world.TokenAsync(shop), HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.SendAsync(await world.TokenAsync(shop), HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await world.SendAsync(annsToken, HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the token of somebody who is gone");
        (await world.Get<ExternalViewers>().FindAsync(other.Client.ClientId, Ann, Token)).ShouldNotBeNull();
        await world.RegisterViewerAsync("anna");
        (await world.SendAsync(await world.ViewerTokenAsync("anna"), HttpMethod.Delete, path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Asking_for_tokens_is_limited_by_client()
    {
        await using var world = await ClientWorld.CreateAsync(DatabaseKind.Sqlite, new("RateLimits:Enabled", "true"), new("RateLimits:ClientTokensPerMinute", "3"));
        var shop = await world.RegisterAsync("movies:read");

        for (int i = 0; i < 3; i++)
        {
            (await world.AskAsync(shop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        var refused = await world.AskAsync(shop);
        await AuthWorld.ProblemOfAsync(refused, HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static string Make(ClientWorld world, string clientId, string subject, string stamp, Action<SecurityTokenDescriptor>? change)
    {
        var now = world.Clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = "FilmRec",
            Audience = "FilmRec",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(15),
            SigningCredentials = new SigningCredentials(world.Get<SigningKey>().Value, SecurityAlgorithms.HmacSha256),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["client_id"] = clientId, ["scope"] = "ratings:read", ["stamp"] = stamp, ["jti"] = $"{Guid.NewGuid()}" },
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}
