using System.Net;
using System.Text;
using FilmRec.Tests.Auth;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api;

public sealed class UsersApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_registers_and_logs_in_sees_who_they_are()
    {
        await using var world = await AuthWorld.CreateAsync();

        var registered = await world.PostAsync("/api/users/register", new { username = "Anna", email = "anna@example.org", password = AuthWorld.Password, is_admin = true, user_id = 99 });
        registered.StatusCode.ShouldBe(HttpStatusCode.Created);
        var account = await AuthWorld.JsonOfAsync(registered);
        account.EnumerateObject().Select(field => field.Name).ShouldBe(["user_id", "username", "email", "created_at"]);
        var tokens = await world.LogInAsync("anna");
        tokens.GetProperty("token_type").GetString().ShouldBe("bearer");

        var answer = await world.GetAsync("/api/users/me", tokens.GetProperty("access_token").GetString());
        var me = await AuthWorld.JsonOfAsync(answer);
        (me.GetProperty("user_id").GetInt32(), me.GetProperty("username").GetString(), me.GetProperty("is_admin").GetBoolean())
            .ShouldBe((account.GetProperty("user_id").GetInt32(), "Anna", false));
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Refresh_tokens_renew_once_and_logging_out_ends_them()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        string first = (await world.LogInAsync()).GetProperty("refresh_token").GetString()!;

        var renewed = await AuthWorld.JsonOfAsync(await world.PostAsync("/api/users/refresh", new { refresh_token = first }));
        (await world.GetAsync("/api/users/me", renewed.GetProperty("access_token").GetString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.PostAsync("/api/users/logout", new { refresh_token = renewed.GetProperty("refresh_token").GetString() })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/refresh", new { refresh_token = renewed.GetProperty("refresh_token").GetString() }), HttpStatusCode.Unauthorized);
        await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/refresh", new { refresh_token = "made up" }), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_taken_name_is_a_conflict_and_a_bad_one_a_mistake_by_field()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();

        var taken = await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/register", new { username = "ANNA", email = "b@example.org", password = AuthWorld.Password }), HttpStatusCode.Conflict);
        taken.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("username");
        var bad = await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/register", new { username = "a!", email = "b", password = "password1" }), HttpStatusCode.BadRequest);
        bad.GetProperty("errors").EnumerateObject().Select(field => field.Name).ShouldBe(["username", "email", "password"]);
    }

    [Fact]
    public async Task Unknown_name_wrong_password_and_locked_account_get_the_same_answer()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var answers = new List<string?>();

        foreach (string name in (string[])["nobody", "anna", "anna", "anna", "anna", "anna", "anna"])
        {
            answers.Add((await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = name, password = "wrong" }), HttpStatusCode.Unauthorized)).GetProperty("detail").GetString());
        }

        answers.Add((await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password }), HttpStatusCode.Unauthorized)).GetProperty("detail").GetString());
        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Malformed_requests_are_problems_and_never_errors_of_the_server()
    {
        await using var world = await AuthWorld.CreateAsync();
        string[] bodies =
        [
            "", " ", "{", "}", "[]", "null", "1", "\"x\"", "{}", "{\"username\":null,\"password\":null}", "{\"username\":5,\"password\":6}", "{\"username\":[],\"password\":{}}",
            "{\"username\":\"a\",\"username\":\"b\",\"password\":\"c\"}", "{\"username\":\"\\ud800\",\"password\":\"\\udfff\"}", "{\"username\":\"a\",\"password\":\"b\",}",
            "{\"username\":\"a\"}//", "\u0000", "\ufeff{}", new string('[', 100), "{\"a\":" + new string('[', 40) + new string(']', 40) + "}",
            "{\"username\":\"" + new string('a', 2000) + "\",\"password\":\"x\"}", "{\"username\":1e999,\"password\":NaN}", "{'username':'a'}",
        ];
        foreach (string path in (string[])["/api/users/login", "/api/users/register", "/api/users/refresh", "/api/users/logout"])
        {
            foreach (string body in bodies)
            {
                var answer = await world.Anybody.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Token);
                await AuthWorld.ProblemOfAsync(answer, HttpStatusCode.BadRequest);
            }

            byte[] noText = [0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d];
            await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync(path, new ByteArrayContent(noText) { Headers = { ContentType = new("application/json") } }, Token), HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Wrong_address_method_type_and_size_have_their_own_problems()
    {
        await using var world = await AuthWorld.CreateAsync();
        const string Login = "/api/users/login";

        await AuthWorld.ProblemOfAsync(await world.Anybody.GetAsync("/api/nothing", Token), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await world.Anybody.GetAsync("/api", Token), HttpStatusCode.NotFound);
        await AuthWorld.ProblemOfAsync(await world.Anybody.GetAsync("/api/users/me", Token), HttpStatusCode.Unauthorized);
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete])
        {
            var wrongMethod = await world.Anybody.SendAsync(new HttpRequestMessage(method, Login), Token);
            await AuthWorld.ProblemOfAsync(wrongMethod, HttpStatusCode.MethodNotAllowed);
            wrongMethod.Content.Headers.Allow.ShouldBe(["POST"]);
        }

        await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync(Login, new StringContent("{}", Encoding.UTF8, "text/plain"), Token), HttpStatusCode.UnsupportedMediaType);
        await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync(Login, new FormUrlEncodedContent([new("username", "anna")]), Token), HttpStatusCode.UnsupportedMediaType);
        await AuthWorld.ProblemOfAsync(await world.Anybody.PostAsync(Login, new StringContent(new string(' ', 70_000), Encoding.UTF8, "application/json"), Token), HttpStatusCode.RequestEntityTooLarge);
        var asPage = new HttpRequestMessage(HttpMethod.Get, "/api/nothing") { Headers = { { "Accept", "text/html" } } };
        await AuthWorld.ProblemOfAsync(await world.Anybody.SendAsync(asPage, Token), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_breaks_inside_stays_inside()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        await using var db = world.Open();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE users RENAME TO users_gone", Token);

        var problem = await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/login", new { username = "anna", password = AuthWorld.Password }), HttpStatusCode.InternalServerError);

        problem.ToString().ShouldNotContain("users_gone");
        problem.ToString().ShouldNotContain("no such table");
    }
}
