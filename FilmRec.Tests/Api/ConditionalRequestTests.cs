using System.Net;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Api;

public sealed class ConditionalRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task What_a_caller_has_is_not_sent_again_until_it_changes(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        int movie = await api.World.AddMovieAsync("Low Tide", 1999, ["Drama"]);
        await api.World.AddMovieAsync("High Tide", 1998, ["Drama"]);

        foreach (string address in (string[])["/api/movies?limit=1", $"/api/movies/{movie}", $"/api/movies/{movie}/similar", "/api/genres"])
        {
            var first = await api.Anybody.GetAsync(address, Token);
            string tag = first.Headers.ETag.ShouldNotBeNull(address).ToString();
            tag.ShouldStartWith("\"");
            first.Headers.CacheControl.ShouldNotBeNull().NoCache.ShouldBeTrue();
            (await WithAsync(api.Anybody, address, "If-None-Match", "\"other\"")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await WithAsync(api.Anybody, address, "If-None-Match", "no tag at all")).StatusCode.ShouldBe(HttpStatusCode.OK);
            foreach (string known in (string[])[tag, $"W/{tag}", $"\"other\", W/\"more\" , {tag}", "*"])
            {
                var again = await WithAsync(api.Anybody, address, "If-None-Match", known);
                again.StatusCode.ShouldBe(HttpStatusCode.NotModified, $"{address} {known}");
                again.Headers.ETag.ShouldNotBeNull().ToString().ShouldBe(tag);
                (await again.Content.ReadAsByteArrayAsync(Token)).ShouldBeEmpty();
            }
        }

        string before = (await api.Anybody.GetAsync($"/api/movies/{movie}", Token)).Headers.ETag!.ToString();
        await (await api.ViewerAsync()).PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{movie}},"rating":4}"""), Token);
        (await WithAsync(api.Anybody, $"/api/movies/{movie}", "If-None-Match", before)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await WithAsync(api.Anybody, "/api/movies/999999", "If-None-Match", "*")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_two_who_change_the_same_preferences_the_second_is_told(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        await api.World.AddMovieAsync("Low Tide", genres: ["Drama", "War"]);
        var viewer = await api.ViewerAsync();
        const string Address = "/api/users/preferences";
        var read = await viewer.GetAsync(Address, Token);
        string tag = read.Headers.ETag.ShouldNotBeNull().ToString();
        read.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();

        var saved = await SaveAsync(viewer, """{"favourite_genres":["Drama"]}""", tag);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK);
        string next = saved.Headers.ETag.ShouldNotBeNull().ToString();
        next.ShouldNotBe(tag);
        foreach (string outdated in (string[])[tag, "\"other\"", $"W/{next}", "nonsense"])
        {
            var refused = await SaveAsync(viewer, """{"favourite_genres":["War"]}""", outdated);
            await Auth.AuthWorld.ProblemOfAsync(refused, HttpStatusCode.PreconditionFailed);
        }

        (await ApiWorld.ReadAsync(await viewer.GetAsync(Address, Token))).GetProperty("favourite_genres")[0].GetString().ShouldBe("Drama");
        (await SaveAsync(viewer, "{}", $"\"other\", {next}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SaveAsync(viewer, """{"favourite_genres":["War"]}""", "*")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SaveAsync(viewer, "{}", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        string last = (await viewer.GetAsync(Address, Token)).Headers.ETag!.ToString();
        var race = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SaveAsync(viewer, $$"""{"preferred_decades":[{{1900 + (10 * n)}}]}""", last)));
        race.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        race.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(7);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient viewer, string body, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/users/preferences") { Content = ApiWorld.Json(body) };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag).ShouldBeTrue();
        }

        return viewer.SendAsync(request, Token);
    }

    private static Task<HttpResponseMessage> WithAsync(HttpClient client, string address, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        return client.SendAsync(request, Token);
    }
}
