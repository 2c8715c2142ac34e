using System.Net;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class MarksApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("hidden", "hidden_at"), DatabaseUnderTest("watchlist", "added_at")]
    public async Task A_film_is_marked_listed_and_unmarked_and_repeating_changes_nothing(DatabaseKind kind, string list, string moment)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide");
        await api.World.AddMovieAsync("High Tide");
        var viewer = await api.ViewerAsync();

        var first = await ApiWorld.ReadAsync(await viewer.PutAsync($"/api/users/me/{list}/{movie}", null, Token));
        var second = await ApiWorld.ReadAsync(await viewer.PutAsync($"/api/users/me/{list}/{movie}", null, Token));

        first.GetProperty("movie_id").GetInt32().ShouldBe(movie);
        first.GetProperty("profile_version").GetInt64().ShouldBe(1);
        second.GetRawText().ShouldBe(first.GetRawText());
        var answer = await viewer.GetAsync($"/api/users/me/{list}?limit=1", Token);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store, private");
        var page = await ApiWorld.ReadAsync(answer);
        page.GetProperty("total").GetInt32().ShouldBe(1);
        page.GetProperty("next_cursor").GetString().ShouldBeNull();
        page.GetProperty("items")[0].GetProperty(moment).GetDateTimeOffset().ShouldBe(first.GetProperty(moment).GetDateTimeOffset());
        page.GetProperty("items")[0].GetProperty("movie").GetProperty("title").GetString().ShouldBe("Low Tide");

        (await viewer.DeleteAsync($"/api/users/me/{list}/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await viewer.DeleteAsync($"/api/users/me/{list}/{movie}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ApiWorld.ReadAsync(await viewer.GetAsync($"/api/users/me/{list}", Token))).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token))).GetProperty("profile_version").GetInt64().ShouldBe(2);
    }

    [Theory]
    [InlineData("hidden"), InlineData("watchlist")]
    public async Task What_cannot_be_is_refused(string list)
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        int movie = await api.World.AddMovieAsync("Low Tide");
        var viewer = await api.ViewerAsync();

        (await viewer.PutAsync($"/api/users/me/{list}/{movie + 1}", null, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.PutAsync($"/api/users/me/{list}/tide", null, Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.PostAsync($"/api/users/me/{list}/{movie}", null, Token)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await api.Anybody.PutAsync($"/api/users/me/{list}/{movie}", null, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"/api/users/me/{list}?limit=101", Token))).ShouldBe(["limit"]);
        (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"/api/users/me/{list}?cursor=abc", Token))).ShouldBe(["cursor"]);
        (await ApiWorld.ReadAsync(await viewer.GetAsync("/api/users/me", Token))).GetProperty("profile_version").GetInt64().ShouldBe(0);
    }
}
