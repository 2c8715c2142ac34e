using System.Net;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class PagingApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Every_list_links_to_its_next_page_and_skips_and_repeats_nothing_though_rows_are_added(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        var viewer = await api.ViewerAsync();
        var movies = new List<int>();
        for (int n = 0; n < 5; n++)
        {
            movies.Add(await api.World.AddMovieAsync($"Film {n}", 2000, ratings: 3));
            await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movies[n]}},"rating":4,"watch_duration":{{90 + n}}}"""), Token);
        }

        foreach (string list in (string[])["/api/movies?sort=year&genre=", "/api/users/me/ratings?sort=stars", "/api/users/me/ratings", "/api/history"])
        {
            string address = list.Replace("&genre=", "", StringComparison.Ordinal);
            var seen = await ReadAllAsync(viewer, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=2", between: async () =>
            {
                int added = await api.World.AddMovieAsync("Added", 2010, ratings: 9);
                await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{added}},"rating":5,"watch_duration":200}"""), Token);
            });
            seen.ShouldBeUnique();
            movies.ShouldBeSubsetOf(seen, list);
        }

        foreach (int movie in movies)
        {
            await viewer.PutAsync($"/api/users/me/watchlist/{movie}", null, Token);
        }

        (await ReadAllAsync(viewer, "/api/users/me/watchlist?limit=2", () => Task.CompletedTask)).Order().ShouldBe(movies.Order());
        foreach (int movie in movies)
        {
            await viewer.PutAsync($"/api/users/me/hidden/{movie}", null, Token);
        }

        (await ReadAllAsync(viewer, "/api/users/me/hidden?limit=2", () => Task.CompletedTask)).Order().ShouldBe(movies.Order());
    }

    [Fact]
    public async Task A_cursor_counts_for_its_list_its_filters_and_its_viewer_as_it_was_given()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        var (ada, ben) = (await api.ViewerAsync(), await api.ViewerAsync("ben"));
        for (int n = 0; n < 3; n++)
        {
            int movie = await api.World.AddMovieAsync($"Film {n}", 2000 + n);
            foreach (var viewer in new[] { ada, ben })
            {
                await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4}"""), Token);
            }
        }

        string movies = await CursorAsync(api.Anybody, "/api/movies?limit=1&sort=year");
        string ratings = await CursorAsync(ada, "/api/users/me/ratings?limit=1");

        (await api.Anybody.GetAsync($"/api/movies?limit=2&sort=year&cursor={movies}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ada.GetAsync($"/api/movies?sort=year&cursor={movies}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "the catalogue is everybody's");
        (await ada.GetAsync($"/api/users/me/ratings?cursor={ratings}", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        string unsigned = movies[..movies.LastIndexOf('.')];
        string[] refused =
        [
            $"/api/movies?sort=title&cursor={movies}", $"/api/movies?cursor={movies}", $"/api/movies?sort=year&q=film&cursor={movies}", $"/api/movies?sort=year&cursor={ratings}",
            $"/api/movies?sort=year&cursor={unsigned}", $"/api/movies?sort=year&cursor={unsigned}.AAAAAAAAAAAAAAAA", $"/api/movies?sort=year&cursor={movies}x",
            $"/api/movies?sort=year&cursor=x{movies}", $"/api/movies?sort=year&cursor={movies.ToUpperInvariant()}", "/api/movies?sort=year&cursor=", "/api/movies?sort=year&cursor=.",
            "/api/movies?sort=year&cursor=%00", $"/api/movies?sort=year&cursor={new string('a', 4000)}", $"/api/movies?sort=year&cursor={movies}&cursor={movies}",
        ];
        foreach (string address in refused)
        {
            (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync(address, Token))).ShouldBe(["cursor"], address);
        }

        (await ApiWorld.FieldsOfAsync(await ben.GetAsync($"/api/users/me/ratings?cursor={ratings}", Token))).ShouldBe(["cursor"], "of another viewer");
        (await ApiWorld.FieldsOfAsync(await ada.GetAsync($"/api/history?cursor={ratings}", Token))).ShouldBe(["cursor"], "of another list");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.5")]
    [InlineData("limit=ten")]
    [InlineData("limit=99999999999999999999")]
    [InlineData("limit=5&limit=6")]
    [InlineData("limit=")]
    public async Task A_limit_is_one_whole_number_from_1_to_100(string query)
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        var viewer = await api.ViewerAsync();

        foreach (string list in (string[])["/api/movies", "/api/users/me/ratings", "/api/history", "/api/users/me/watchlist", "/api/users/me/hidden", "/api/movies/recommendations"])
        {
            var response = await viewer.GetAsync($"{list}?{query}", Token);
            (await ApiWorld.FieldsOfAsync(response)).ShouldBe(["limit"], list);
        }
    }

    [Fact]
    public async Task Genres_may_come_several_times_and_words_may_not()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);

        (await api.Anybody.GetAsync("/api/movies?genre=Drama&genre=War&exclude_genre=a&exclude_genre=b", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync("/api/movies?q=a&q=b", Token))).ShouldBe(["q"]);
        (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync("/api/movies?SORT=year&sort=title", Token))).ShouldBe(["sort"]);
        (await api.Anybody.GetAsync("/api/movies?unknown=a&unknown=b", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<List<int>> ReadAllAsync(HttpClient viewer, string first, Func<Task> between)
    {
        var seen = new List<int>();
        string? address = first;
        for (int page = 0; address is not null; page++)
        {
            page.ShouldBeLessThan(20);
            var response = await viewer.GetAsync(address, Token);
            var answer = await ApiWorld.ReadAsync(response);
            seen.AddRange(answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("movie_id").GetInt32()));
            string? cursor = answer.GetProperty("next_cursor").GetString();
            string? link = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            (link is null).ShouldBe(cursor is null);
            if (link is not null)
            {
                link.ShouldEndWith(">; rel=\"next\"");
                link.ShouldContain(Uri.EscapeDataString(cursor!));
            }

            address = link?[1..link.IndexOf('>', StringComparison.Ordinal)];
            if (page == 0)
            {
                await between();
            }
        }

        return seen;
    }

    private static async Task<string> CursorAsync(HttpClient viewer, string address)
        => (await ApiWorld.ReadAsync(await viewer.GetAsync(address, Token))).GetProperty("next_cursor").GetString().ShouldNotBeNull();
}
