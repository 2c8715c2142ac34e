using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using FilmRec.Tests.Auth;

namespace FilmRec.Tests.Api;

public sealed class MyAccountApiTests
{
    private const string NewPassword = "three grey herons";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_all_old_access_tokens()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var (mine, other) = (await world.LogInAsync(), await world.LogInAsync());
        string token = mine.GetProperty("access_token").GetString()!;

        var response = await SendAsync(world, HttpMethod.Put, "/api/users/me/password", token, new { old_password = AuthWorld.Password, new_password = NewPassword });

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await AuthWorld.JsonOfAsync(response);
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["access_token", "token_type", "expires_in"]);
        response.Headers.CacheControl?.NoStore.ShouldBe(true);
        (await world.GetAsync("/api/users/me", answer.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.GetAsync("/api/users/me", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.GetAsync("/api/users/me", other.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync("/api/users/refresh", new { refresh_token = other.GetProperty("refresh_token").GetString() })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync("/api/users/refresh", new { refresh_token = mine.GetProperty("refresh_token").GetString() })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync("/api/users/login", new { username = "anna", password = NewPassword })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("wrong", NewPassword, "old_password")]
    [InlineData(AuthWorld.Password, "short", "new_password")]
    [InlineData(AuthWorld.Password, "password1", "new_password")]
    [InlineData(null, NewPassword, "old_password")]
    public async Task What_is_wrong_with_a_change_is_named_and_nothing_changes(string? old, string wanted, string field)
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        string token = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        var response = await SendAsync(world, HttpMethod.Put, "/api/users/me/password", token, old is null ? new { new_password = wanted } : new { old_password = old, new_password = wanted });

        (await ApiWorld.FieldsOfAsync(response)).ShouldBe([field]);
        (await world.GetAsync("/api/users/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await world.LogInAsync();
    }

    [Fact]
    public async Task Guessing_the_old_password_counts_as_guessing_at_the_door()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("RateLimits:Enabled", "true"));
        await world.RegisterAsync();
        string token = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        var statuses = new List<HttpStatusCode>();
        for (int n = 0; n < 12; n++)
        {
            statuses.Add((await SendAsync(world, HttpMethod.Delete, "/api/users/me", token, new { password = "guess" })).StatusCode);
        }

        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        (await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password })).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task An_account_is_deleted_by_its_password_and_its_token_dies_with_it()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        string token = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        (await ApiWorld.FieldsOfAsync(await SendAsync(world, HttpMethod.Delete, "/api/users/me", token, new { password = "wrong" }))).ShouldBe(["password"]);
        (await SendAsync(world, HttpMethod.Delete, "/api/users/me", token, body: null)).StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType);
        (await world.GetAsync("/api/users/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, HttpMethod.Delete, "/api/users/me", token, new { password = AuthWorld.Password })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.GetAsync("/api/users/me", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Everything_about_me_comes_as_a_zip_a_few_times_a_minute()
    {
        await using var world = await AuthWorld.CreateAsync(new KeyValuePair<string, string?>("RateLimits:Enabled", "true"));
        await world.RegisterAsync();
        string token = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        var response = await world.GetAsync("/api/users/me/export", token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/zip");
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Token));
        zip.Entries.Select(entry => entry.FullName).ShouldContain("profile.json");

        HttpResponseMessage last = response;
        for (int n = 0; n < 3; n++)
        {
            last = await world.GetAsync("/api/users/me/export", token);
        }

        await AuthWorld.ProblemOfAsync(last, HttpStatusCode.TooManyRequests);
        last.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task Sessions_are_listed_and_ended_by_their_owner_alone()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        await world.RegisterAsync("ben");
        string mine = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        string other = (await world.LogInAsync()).GetProperty("access_token").GetString()!;
        string bens = (await world.LogInAsync("ben")).GetProperty("access_token").GetString()!;

        var items = (await AuthWorld.JsonOfAsync(await world.GetAsync("/api/users/me/sessions", mine))).GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(2);
        items[0].EnumerateObject().Select(field => field.Name).ShouldBe(["session_id", "kind", "client", "started_at", "last_seen_at", "is_current"]);
        items.ShouldAllBe(item => item.GetProperty("kind").GetString() == "api");
        string ended = items.Single(item => !item.GetProperty("is_current").GetBoolean()).GetProperty("session_id").GetString()!;

        (await SendAsync(world, HttpMethod.Delete, $"/api/users/me/sessions/{ended}", bens, body: null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await world.GetAsync("/api/users/me", other)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(world, HttpMethod.Delete, $"/api/users/me/sessions/{ended}", mine, body: null)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await world.GetAsync("/api/users/me", other)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await AuthWorld.ProblemOfAsync(await SendAsync(world, HttpMethod.Delete, $"/api/users/me/sessions/{ended}", mine, body: null), HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> SendAsync(AuthWorld world, HttpMethod method, string path, string token, object? body)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return world.Anybody.SendAsync(request, Token);
    }
}
