using System.Net;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class HistoryAndPreferencesApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_viewing_is_added_once_and_listed(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        string body = $$"""{"movie_id":{{movie}},"watch_date":"2020-05-01T20:15:00+02:00","rating":3.5,"watch_duration":95}""";

        var first = await viewer.PostAsync("/api/history", ApiWorld.Json(body), Token);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var second = await viewer.PostAsync("/api/history", ApiWorld.Json(body), Token);
        (await ApiWorld.ReadAsync(second)).GetProperty("history_id").GetInt64().ShouldBe((await ApiWorld.ReadAsync(first)).GetProperty("history_id").GetInt64());
        await viewer.PostAsync("/api/history", ApiWorld.Json($$"""{"movie_id":{{movie}}}"""), Token);

        var list = await ApiWorld.ReadAsync(await viewer.GetAsync("/api/history?limit=1", Token));
        list.GetProperty("total").GetInt32().ShouldBe(2);
        var rest = await ApiWorld.ReadAsync(await viewer.GetAsync($"/api/history?limit=1&cursor={list.GetProperty("next_cursor").GetString()}", Token));
        rest.GetProperty("items")[0].GetProperty("watch_date").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2020, 5, 1, 18, 15, 0, TimeSpan.Zero));
        rest.GetProperty("items")[0].GetProperty("movie").GetProperty("title").GetString().ShouldBe("Low Tide");
        rest.GetProperty("next_cursor").GetString().ShouldBeNull();
    }

    [Fact]
    public async Task Bad_viewings_are_refused_by_field()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();
        (string Field, string Value)[] bad =
        [
            ("watch_date", "\"1969-12-31T00:00:00Z\""), ("watch_date", "\"9999-12-31T00:00:00Z\""), ("watch_date", "\"yesterday\""), ("watch_date", "5"),
            ("rating", "3.7"), ("rating", "\"4\""), ("watch_duration", "0"), ("watch_duration", "1e300"),
        ];

        foreach (var (field, value) in bad)
        {
            (await ApiWorld.FieldsOfAsync(await viewer.PostAsync("/api/history", ApiWorld.Json($$"""{"movie_id":{{movie}},"{{field}}":{{value}}}"""), Token))).ShouldBe([field], value);
        }

        (await viewer.PostAsync("/api/history", ApiWorld.Json($$"""{"movie_id":{{movie + 1}}}"""), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/history", Token))).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Preferences_are_replaced_and_kept_in_the_catalogues_spelling(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        await api.World.AddMovieAsync("Low Tide", genres: ["Drama", "War"]);
        var viewer = await api.ViewerAsync();

        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/preferences", Token))).GetRawText()
            .ShouldBe("""{"favourite_genres":[],"avoided_genres":[],"preferred_decades":[]}""");
        var saved = await ApiWorld.ReadAsync(await viewer.PutAsync("/api/users/preferences", ApiWorld.Json("""{"favourite_genres":["drama"],"preferred_decades":[1980]}"""), Token));

        saved.GetRawText().ShouldBe("""{"favourite_genres":["Drama"],"avoided_genres":[],"preferred_decades":[1980]}""");
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/preferences", Token))).GetRawText().ShouldBe(saved.GetRawText());
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token))).GetProperty("profile_version").GetInt64().ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Wishes_that_cannot_be_are_refused_by_field(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        await api.World.AddMovieAsync("Low Tide", genres: ["Drama", "War"]);
        var viewer = await api.ViewerAsync();
        (string Body, string Field)[] bad =
        [
            ("""{"favourite_genres":["Opera"]}""", "favourite_genres"),
            ("""{"favourite_genres":["\u0000"]}""", "favourite_genres"),
            ("""{"favourite_genres":[null]}""", "favourite_genres"),
            ("""{"favourite_genres":"Drama"}""", "favourite_genres"),
            ("""{"favourite_genres":["War"],"avoided_genres":["war"]}""", "avoided_genres"),
            ("""{"preferred_decades":[1985]}""", "preferred_decades"),
        ];

        foreach (var (body, field) in bad)
        {
            (await ApiWorld.FieldsOfAsync(await viewer.PutAsync("/api/users/preferences", ApiWorld.Json(body), Token))).Single().ShouldStartWith(field);
        }

        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token))).GetProperty("profile_version").GetInt64().ShouldBe(0);
    }
}
