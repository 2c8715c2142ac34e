using System.Net;
using System.Net.Http.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class KeptAnswersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_somebody_has_just_asked_is_answered_again_and_each_caller_hears_their_own_limits()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await SmallWorld.Over(database).AddMovieAsync("The Low Tide", 1999, ["Drama"], ratings: 4, stars: 3.5);
        await using var app = new FilmRecApp(database, [new("RateLimits:Enabled", "true")]);
        using var client = app.CreateClient();

        var first = await SendAsync(client, "/api/movies?sort=title", "10.0.0.1");
        var again = await SendAsync(client, "/api/movies?sort=title", "10.0.0.2");
        var other = await SendAsync(client, "/api/movies?sort=TITLE", "10.0.0.2");

        first.Headers.Age.ShouldBeNull();
        again.Headers.Age.ShouldNotBeNull("it was kept");
        (await again.Content.ReadAsStringAsync(Token)).ShouldBe(await first.Content.ReadAsStringAsync(Token));
        again.Headers.ETag.ShouldBe(first.Headers.ETag.ShouldNotBeNull());
        again.Headers.GetValues("RateLimit").ShouldHaveSingleItem().ShouldContain("r=59;");
        again.Headers.GetValues("X-Request-ID").ShouldNotBe(first.Headers.GetValues("X-Request-ID"));
        other.StatusCode.ShouldBe(HttpStatusCode.BadRequest, "another query is another question");
        (await SendAsync(client, "/api/movies?sort=title", "10.0.0.2", ("If-None-Match", first.Headers.ETag!.ToString()))).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("Authorization", "Bearer nonsense")]
    [InlineData("Cookie", "FilmRec=nonsense")]
    public async Task Who_says_who_they_are_gets_nothing_that_was_kept(string header, string value)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await SmallWorld.Over(database).AddMovieAsync("The Low Tide", 1999, ["Drama"], ratings: 4, stars: 3.5);
        await using var app = new FilmRecApp(database);
        using var client = app.CreateClient();
        await SendAsync(client, "/api/genres", "10.0.0.1");

        var answer = await SendAsync(client, "/api/genres", "10.0.0.1", (header, value));

        answer.Headers.Age.ShouldBeNull();
        (await SendAsync(client, "/api/genres", "10.0.0.1")).Headers.Age.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_rating_or_a_new_movie_is_in_the_next_answer()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("The Low Tide", 1999, ["Drama"], ratings: 4, stars: 3.5);
        var viewer = await api.ViewerAsync();
        (await CountsAsync(api, movie)).ShouldBe((4, 4));

        (await viewer.PostAsJsonAsync("/api/movies/rate", new { movie_id = movie, rating = 1.0 }, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await CountsAsync(api, movie)).ShouldBe((5, 5));
    }

    private static async Task<(int InDetail, int InList)> CountsAsync(ApiWorld api, int movie)
        => ((await ApiWorld.ReadAsync(await api.Anybody.GetAsync($"/api/movies/{movie}", Token))).GetProperty("rating_count").GetInt32(),
            (await ApiWorld.ReadAsync(await api.Anybody.GetAsync("/api/movies", Token))).GetProperty("items")[0].GetProperty("rating_count").GetInt32());

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string from, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { CallersAddress.Header, from } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Token);
    }
}
