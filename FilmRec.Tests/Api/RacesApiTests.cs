using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Api;

/// <summary>Many who want the same at the same moment, over REST and on both databases.</summary>
public sealed class RacesApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("Anna", null)]
    [DatabaseUnderTest(null, "anna@example.org")]
    [DatabaseUnderTest("any case", null)]
    [DatabaseUnderTest(null, "any case")]
    public async Task Of_sixteen_registrations_at_once_one_is_made_and_fifteen_are_conflicts(DatabaseKind kind, string? name, string? email)
    {
        await using var world = await ApiWorld.CreateAsync(kind);
        string NameOf(int i) => name switch { null => $"anna{i}", "any case" => InSomeCase("annabella", i), _ => name };
        string EmailOf(int i) => email switch { null => $"anna{i}@example.org", "any case" => InSomeCase("annabella@example.org", i), _ => email };

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(
            () => world.Anybody.PostAsJsonAsync("/api/users/register", new { username = NameOf(i), email = EmailOf(i), password = "a long sentence of words" }, Token), Token)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        var conflicts = answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict).ToList();
        conflicts.Count.ShouldBe(15);
        foreach (var conflict in conflicts)
        {
            conflict.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
            var problem = JsonDocument.Parse(await conflict.Content.ReadAsStringAsync(Token)).RootElement;
            problem.GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(name is null ? "email" : "username");
        }

        await using var db = world.World.Open();
        (await db.Users.CountAsync(Token)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Two_hundred_ratings_of_one_movie_by_one_viewer_at_once_are_one_row_and_two_hundred_versions(DatabaseKind kind)
    {
        await using var world = await ApiWorld.CreateAsync(kind);
        int movie = await world.World.AddMovieAsync("Low Tide");
        var viewer = await world.ViewerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(
            () => RateAsync(viewer, movie, ((n % 10) + 1) / 2.0), Token)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var receipts = await Task.WhenAll(answers.Select(ApiWorld.ReadAsync));
        receipts.Select(receipt => receipt.GetProperty("profile_version").GetInt64()).Order().ShouldBe(Enumerable.Range(1, 200).Select(n => (long)n));
        await using var db = world.World.Open();
        var rating = await db.Ratings.SingleAsync(Token);
        rating.Stars.Value.ShouldBe(receipts.MaxBy(receipt => receipt.GetProperty("profile_version").GetInt64()).GetProperty("rating").GetDouble());
        (await db.Users.Select(user => user.ProfileVersion).SingleAsync(Token)).ShouldBe(200);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_refresh_token_that_comes_twice_ends_all_that_came_of_its_login(DatabaseKind kind)
    {
        await using var world = await ApiWorld.CreateAsync(kind);
        await world.ViewerAsync();
        string first = await LogInAsync(world);
        string other = await LogInAsync(world);
        var renewed = await ApiWorld.ReadAsync(await RefreshAsync(world, first));

        (await RefreshAsync(world, first)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        (await RefreshAsync(world, renewed.GetProperty("refresh_token").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(world, renewed)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await RefreshAsync(world, other)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_sixteen_uses_of_a_refresh_token_at_once_one_works_and_the_family_ends(DatabaseKind kind)
    {
        await using var world = await ApiWorld.CreateAsync(kind);
        await world.ViewerAsync();
        string token = await LogInAsync(world);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => RefreshAsync(world, token), Token)));

        var winner = answers.Where(answer => answer.StatusCode == HttpStatusCode.OK).ShouldHaveSingleItem();
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Unauthorized).ShouldBe(15);
        var renewed = await ApiWorld.ReadAsync(winner);
        (await RefreshAsync(world, renewed.GetProperty("refresh_token").GetString()!)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await MeAsync(world, renewed)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    // A server that has enough to do says so, and nothing has happened then: who rates comes back as it asks.
    private static async Task<HttpResponseMessage> RateAsync(HttpClient viewer, int movie, double stars)
    {
        while (true)
        {
            var answer = await viewer.PostAsJsonAsync("/api/movies/rate", new { movie_id = movie, rating = stars }, Token);
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            {
                return answer;
            }

            await Task.Delay(answer.Headers.RetryAfter.ShouldNotBeNull().Delta ?? TimeSpan.FromSeconds(1), Token);
        }
    }

    private static string InSomeCase(string text, int i)
        => string.Concat(text.Select((letter, at) => at < 4 && (i >> at & 1) == 1 ? char.ToUpperInvariant(letter) : letter));

    private static async Task<string> LogInAsync(ApiWorld world)
        => (await ApiWorld.ReadAsync(await world.Anybody.PostAsJsonAsync("/api/users/login", new { username = "ada", password = "a long sentence of words" }, Token)))
            .GetProperty("refresh_token").GetString()!;

    private static Task<HttpResponseMessage> RefreshAsync(ApiWorld world, string token)
        => world.Anybody.PostAsJsonAsync("/api/users/refresh", new { refresh_token = token }, Token);

    private static Task<HttpResponseMessage> MeAsync(ApiWorld world, JsonElement tokens)
        => world.Anybody.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api/users/me") { Headers = { { "Authorization", $"Bearer {tokens.GetProperty("access_token").GetString()}" } } }, Token);
}
