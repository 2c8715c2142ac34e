using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class MoviesApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_can_browse_and_gets_movies_in_snake_case()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int id = await api.World.AddMovieAsync("The Low Tide", 1999, ["Drama", "War"], ratings: 4, stars: 3.5);

        var list = await GetAsync(api, "/api/movies");

        list.EnumerateObject().Select(field => field.Name).ShouldBe(["items", "next_cursor", "total"]);
        list.GetProperty("total").GetInt32().ShouldBe(1);
        list.GetProperty("next_cursor").ValueKind.ShouldBe(JsonValueKind.Null);
        list.GetProperty("items")[0].GetRawText().ShouldBe(
            $$"""{"movie_id":{{id}},"title":"The Low Tide","genre":"Drama|War","genres":["Drama","War"],"release_year":1999,"rating":3.5,"rating_count":4,"description":null}""");
    }

    [Fact]
    public async Task Parameters_filter_sort_and_page()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        await api.World.AddMovieAsync("Alpha", 1990, ["Drama"], ratings: 5, stars: 2);
        await api.World.AddMovieAsync("Beta", 1995, ["Drama", "War"], ratings: 5, stars: 4);
        await api.World.AddMovieAsync("Gamma", 2000, ["War"], ratings: 5, stars: 4.5);

        (await TitlesAsync("/api/movies?q=ALPHÁ")).ShouldBe(["Alpha"]);
        (await TitlesAsync("/api/movies?genre=drama&genre=war")).ShouldBe(["Beta"]);
        (await TitlesAsync("/api/movies?genre=War&exclude_genre=Drama")).ShouldBe(["Gamma"]);
        (await TitlesAsync("/api/movies?year_from=1991&year_to=1999")).ShouldBe(["Beta"]);
        (await TitlesAsync("/api/movies?min_rating=4.5")).ShouldBe(["Gamma"]);
        (await TitlesAsync("/api/movies?sort=year")).ShouldBe(["Gamma", "Beta", "Alpha"]);
        (await TitlesAsync("/api/movies?sort=title&limit=2")).ShouldBe(["Alpha", "Beta"]);
        string cursor = (await GetAsync(api, "/api/movies?sort=title&limit=2")).GetProperty("next_cursor").GetString()!;
        (await TitlesAsync($"/api/movies?sort=title&limit=2&cursor={cursor}")).ShouldBe(["Gamma"]);

        async Task<IEnumerable<string?>> TitlesAsync(string address)
            => [.. (await GetAsync(api, address)).GetProperty("items").EnumerateArray().Select(m => m.GetProperty("title").GetString())];
    }

    [Fact]
    public async Task A_movie_has_a_tag_and_is_not_sent_again_to_who_has_it()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int id = await api.World.AddMovieAsync("Low Tide", 1999, ["Drama"]);
        var viewer = await api.ViewerAsync();

        var first = await api.Anybody.GetAsync($"/api/movies/{id}", Token);
        var movie = await ApiWorld.ReadAsync(first);
        movie.GetProperty("histogram").GetArrayLength().ShouldBe(10);
        string tag = first.Headers.ETag.ShouldNotBeNull().Tag;
        var second = await AskAsync($"/api/movies/{id}", tag);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
        second.Headers.ETag!.Tag.ShouldBe(tag);

        (await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{id}},"rating":4.5}"""), Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var third = await AskAsync($"/api/movies/{id}", tag);
        (await ApiWorld.ReadAsync(third)).GetProperty("rating").GetDouble().ShouldBe(4.5);
        third.Headers.ETag!.Tag.ShouldNotBe(tag);

        async Task<HttpResponseMessage> AskAsync(string address, string known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(known));
            return await api.Anybody.SendAsync(request, Token);
        }
    }

    [Fact]
    public async Task Genres_are_counted_and_tagged()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        await api.World.AddMovieAsync("Low Tide", 1999, ["War", "Drama"]);

        var response = await api.Anybody.GetAsync("/api/genres", Token);

        (await ApiWorld.ReadAsync(response)).GetRawText().ShouldBe("""{"items":[{"name":"Drama","movie_count":1},{"name":"War","movie_count":1}]}""");
        response.Headers.ETag.ShouldNotBeNull();
    }

    [Fact]
    public async Task Bad_parameters_are_named()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        (string Parameters, string Field)[] bad =
        [
            ("limit=0", "limit"),
            ("limit=101", "limit"),
            ("limit=-1", "limit"),
            ("limit=1.5", "limit"),
            ("limit=abc", "limit"),
            ("limit=99999999999999999999", "limit"),
            ("limit=5&limit=6", "limit"),
            ("year_from=x", "year_from"),
            ("year_from=-1", "year_from"),
            ("year_to=1e9", "year_to"),
            ("min_rating=NaN", "min_rating"),
            ("min_rating=Infinity", "min_rating"),
            ("min_rating=1e300", "min_rating"),
            ("min_rating=good", "min_rating"),
            ("sort=random", "sort"),
            ("sort=0", "sort"),
            ("cursor=abc", "cursor"),
            ("cursor=", "cursor"),
            ("sort=year&cursor=bW92aWVzLTM6MToxOg", "cursor"),
        ];

        foreach (var (parameters, field) in bad)
        {
            (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync($"/api/movies?{parameters}", Token))).ShouldBe([field], parameters);
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task Hostile_text_is_only_text(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        await api.World.AddMovieAsync("100% Wolf", 1999, ["Drama"], ratings: 3);
        string[] hostile =
            ["%25", "_", "%00", "%EF%BF%BF", "%ff%fe", "%ED%A0%80", "'%20OR%201=1--", "%5C", "%22", "{0}", "$1", "%2e%2e%2f", new string('%', 50), "%F0%9F%8E%AC", "a%20b%20c%20d%20e%20f"];

        foreach (string text in hostile)
        {
            foreach (string address in (string[])[$"q={text}", $"genre={text}", $"exclude_genre={text}", $"genre={text}&genre=Drama&q={text}"])
            {
                var response = await api.Anybody.GetAsync($"/api/movies?{address}", Token);

                ((int)response.StatusCode).ShouldBeOneOf([200, 400], $"{address}: {await response.Content.ReadAsStringAsync(Token)}");
            }

            ((int)(await api.Anybody.GetAsync($"/api/movies?cursor={text}", Token)).StatusCode).ShouldBe(400);
        }

        (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync($"/api/movies?q={new string('x', 201)}", Token))).ShouldBe(["q"]);
        string manyGenres = string.Join('&', Enumerable.Repeat("genre=x", 51));
        (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync($"/api/movies?{manyGenres}", Token))).ShouldBe(["genre"]);
        (await GetAsync(api, "/api/movies")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_movie_is_a_404()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);

        foreach (string id in (string[])["0", "-1", "2147483647", "2147483648", "abc", "1.0"])
        {
            var response = await api.Anybody.GetAsync($"/api/movies/{id}", Token);

            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        }
    }

    private static async Task<JsonElement> GetAsync(ApiWorld api, string address) => await ApiWorld.ReadAsync(await api.Anybody.GetAsync(address, Token));
}
