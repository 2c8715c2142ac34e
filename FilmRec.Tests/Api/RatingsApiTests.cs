using System.Net;
using System.Net.Http.Headers;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class RatingsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_rating_is_acknowledged_listed_replaced_and_withdrawn(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide", 1999, ["Drama"]);
        var viewer = await api.ViewerAsync();

        var receipt = await ApiWorld.ReadAsync(await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4.5,"watch_duration":95}"""), Token));
        receipt.EnumerateObject().Select(field => field.Name).ShouldBe(["movie_id", "rating", "rated_at", "profile_version"]);
        receipt.GetProperty("rating").GetDouble().ShouldBe(4.5);
        receipt.GetProperty("profile_version").GetInt64().ShouldBe(1);
        var replaced = await ApiWorld.ReadAsync(await viewer.PutAsync($"/api/users/me/ratings/{movie}", ApiWorld.Json("""{"rating":2}"""), Token));
        replaced.GetProperty("profile_version").GetInt64().ShouldBe(2);

        var list = await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me/ratings", Token));
        list.GetProperty("total").GetInt32().ShouldBe(1);
        var item = list.GetProperty("items")[0];
        item.GetProperty("movie_id").GetInt32().ShouldBe(movie);
        item.GetProperty("rating").GetDouble().ShouldBe(2);
        item.GetProperty("movie").GetProperty("title").GetString().ShouldBe("Low Tide");
        (await ApiWorld.ReadAsync(await viewer.GetAsync($"/api/users/me/ratings/{movie}", Token))).GetProperty("rating").GetDouble().ShouldBe(2);

        (await viewer.DeleteAsync($"/api/users/me/ratings/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await viewer.DeleteAsync($"/api/users/me/ratings/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.GetAsync($"/api/users/me/ratings/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/history", Token))).GetProperty("items")[0].GetProperty("watch_duration").GetInt32().ShouldBe(95);
    }

    [Fact]
    public async Task Viewers_see_and_change_their_own_ratings_only()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var ada = await api.ViewerAsync("ada");
        var ben = await api.ViewerAsync("ben");

        await ada.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4.5,"user_id":2,"viewer_id":2}"""), Token);

        (await ApiWorld.ReadAsync(await ben.GetAsync("/api/users/me/ratings", Token))).GetProperty("total").GetInt32().ShouldBe(0);
        (await ben.DeleteAsync($"/api/users/me/ratings/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ApiWorld.ReadAsync(await ada.GetAsync("/api/users/me/ratings?q=tide&sort=stars&limit=1", Token))).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_token_nothing_personal_is_answered()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        (string Method, string Address)[] personal =
        [
            ("GET", "/api/users/me/ratings"),
            ("GET", "/api/users/me/ratings/1"),
            ("PUT", "/api/users/me/ratings/1"),
            ("DELETE", "/api/users/me/ratings/1"),
            ("POST", "/api/movies/rate"),
            ("GET", "/api/history"),
            ("POST", "/api/history"),
            ("GET", "/api/users/preferences"),
            ("PUT", "/api/users/preferences"),
        ];

        foreach (var (method, address) in personal)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = method is "GET" or "DELETE" ? null : ApiWorld.Json("{}") };

            var response = await api.Anybody.SendAsync(request, Token);

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {address}");
            response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        }
    }

    [Fact]
    public async Task Personal_answers_are_kept_by_nobody()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();

        foreach (string address in (string[])["/api/users/me/ratings", "/api/history", "/api/users/preferences"])
        {
            (await viewer.GetAsync(address, Token)).Headers.CacheControl?.ToString().ShouldBe("no-store, private", address);
        }

        var rated = await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4.5}"""), Token);
        rated.Headers.CacheControl?.ToString().ShouldBe("no-store, private");
    }

    [Fact]
    public async Task Bad_ratings_are_refused_by_field_and_change_nothing()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string[] badStars = ["0", "0.4", "3.7", "5.5", "-1", "1e300", "-1e300", "0.5000001", "\"4.5\"", "\"five\"", "null", "true", "[4]", "{}", "NaN", "Infinity"];
        foreach (string stars in badStars)
        {
            var fields = await ApiWorld.FieldsOfAsync(await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":{{stars}}}"""), Token));
            fields.ShouldBe(["rating"], stars);
            (await ApiWorld.FieldsOfAsync(await viewer.PutAsync($"/api/users/me/ratings/{movie}", ApiWorld.Json($$"""{"rating":{{stars}}}"""), Token))).ShouldBe(["rating"], stars);
        }

        foreach (string id in (string[])["\"1\"", "null", "1.5", "1e300", "99999999999", "[1]"])
        {
            (await ApiWorld.FieldsOfAsync(await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{id}},"rating":4}"""), Token))).ShouldBe(["movie_id"], id);
        }

        foreach (string minutes in (string[])["0", "-5", "1441", "1.5", "\"90\"", "1e300"])
        {
            (await ApiWorld.FieldsOfAsync(await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4,"watch_duration":{{minutes}}}"""), Token)))
                .ShouldBe(["watch_duration"], minutes);
        }

        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync("/api/movies/rate", ApiWorld.Json("{}"), Token))).ShouldBe(["movie_id", "rating"], ignoreOrder: true);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token))).GetProperty("profile_version").GetInt64().ShouldBe(0);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me/ratings", Token))).GetProperty("total").GetInt32().ShouldBe(0);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/history", Token))).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Bodies_that_are_no_ratings_never_break_the_server()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        var viewer = await api.ViewerAsync();
        (string Body, string Type, HttpStatusCode Expected)[] bodies =
        [
            ("", "application/json", HttpStatusCode.BadRequest),
            ("{", "application/json", HttpStatusCode.BadRequest),
            ("null", "application/json", HttpStatusCode.BadRequest),
            ("[]", "application/json", HttpStatusCode.BadRequest),
            ("\"\"", "application/json", HttpStatusCode.BadRequest),
            (new string('[', 10_000), "application/json", HttpStatusCode.BadRequest),
            ("""{"movie_id":1,"rating":4,"rating":5}""", "application/json", HttpStatusCode.BadRequest),
            ("""{"movie_id":1,"rating":4}""", "text/plain", HttpStatusCode.UnsupportedMediaType),
            ("movie_id=1&rating=4", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType),
            ($$"""{"movie_id":1,"rating":4,"x":"{{new string('x', 70_000)}}"}""", "application/json", HttpStatusCode.RequestEntityTooLarge),
            ("""{"movie_id":999,"rating":4}""", "application/json", HttpStatusCode.NotFound),
            ("""{"movie_id":-1,"rating":4}""", "application/json", HttpStatusCode.NotFound),
        ];

        foreach (var (body, type, expected) in bodies)
        {
            var response = await viewer.PostAsync("/api/movies/rate", new StringContent(body, new MediaTypeHeaderValue(type)), Token);

            response.StatusCode.ShouldBe(expected, body.Length > 100 ? body[..100] : body);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }

        var wrongMethod = await viewer.GetAsync("/api/movies/rate", Token);
        wrongMethod.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        wrongMethod.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Fact]
    public async Task Bad_parameters_of_my_lists_are_named()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        var viewer = await api.ViewerAsync();

        foreach (var (parameters, field) in ((string, string)[])[("limit=0", "limit"), ("limit=x", "limit"), ("cursor=x", "cursor")])
        {
            (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"/api/users/me/ratings?{parameters}", Token))).ShouldBe([field], parameters);
            (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"/api/history?{parameters}", Token))).ShouldBe([field], parameters);
        }

        (await ApiWorld.FieldsOfAsync(await viewer.GetAsync("/api/users/me/ratings?sort=movie", Token))).ShouldBe(["sort"]);
    }
}
