using System.Net;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api;

public sealed class NextPageApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Recommendations_go_on_at_the_address_in_next_until_there_is_none(DatabaseKind kind)
    {
        await using var api = await TrainedAsync(kind);
        var viewer = await api.ViewerAsync();
        var stranger = await api.ViewerAsync("ben");

        var movies = new List<int>();
        var models = new HashSet<string?>();
        string? address = "/api/movies/recommendations?limit=8", second = null;
        while (address is not null)
        {
            var response = await viewer.GetAsync(address, Token);
            var page = await ApiWorld.ReadAsync(response);
            page.EnumerateObject().Select(field => field.Name).ShouldBe(["recommendation_id", "model", "profile_version", "items", "next"]);
            movies.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("movie").GetProperty("movie_id").GetInt32()));
            models.Add(page.GetProperty("model").GetString());
            address = page.GetProperty("next").GetString();
            second ??= address;
            (response.Headers.TryGetValues("Link", out var links) ? links.Single() : null).ShouldBe(address is null ? null : $"<{address}>; rel=\"next\"");
            response.Headers.CacheControl?.NoStore.ShouldBe(true);
        }

        movies.Count.ShouldBe(21);
        movies.ShouldBeUnique();
        models.ShouldHaveSingleItem();
        (await ProblemAsync(await stranger.GetAsync(second, Token))).ShouldContain("You were given no answer");
        (await api.Anybody.GetAsync(second, Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"{second}?limit=0", Token))).ShouldBe(["limit"]);
        (await viewer.GetAsync($"/api/recommendations/{Guid.NewGuid()}/next", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.GetAsync("/api/recommendations/12/next", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, DatabaseUnderTest]
    public async Task Feedback_comes_alone_or_as_a_list_and_is_kept_once(DatabaseKind kind)
    {
        await using var api = await TrainedAsync(kind);
        var viewer = await api.ViewerAsync();
        var stranger = await api.ViewerAsync("ben");
        var answer = await ApiWorld.ReadAsync(await viewer.GetAsync("/api/movies/recommendations?limit=2", Token));
        int movie = answer.GetProperty("items")[0].GetProperty("movie").GetProperty("movie_id").GetInt32();
        string address = $"/api/recommendations/{answer.GetProperty("recommendation_id").GetString()}/feedback";

        (await viewer.PostAsync(address, ApiWorld.Json($$"""{"movie_id":{{movie}},"kind":"seen"}"""), Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await viewer.PostAsync(address, ApiWorld.Json($$"""[{"movie_id":{{movie}},"kind":"seen"},{"movie_id":{{movie}},"kind":"opened"}]"""), Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync(address, ApiWorld.Json("""{"movie_id":999999,"kind":"seen"}"""), Token))).ShouldBe(["movie_id"]);
        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync(address, ApiWorld.Json($$"""{"movie_id":{{movie}},"kind":"liked"}"""), Token))).ShouldBe(["kind"]);
        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync(address, ApiWorld.Json($$"""{"movie_id":{{movie}},"kind":1}"""), Token))).ShouldBe(["kind"]);
        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync(address, ApiWorld.Json($$"""[{"movie_id":{{movie}}}]"""), Token))).ShouldBe(["[0].kind"]);
        (await ApiWorld.FieldsOfAsync(await viewer.PostAsync(address, ApiWorld.Json("[]"), Token))).ShouldBe(["items"]);
        (await viewer.PostAsync(address, ApiWorld.Json("[null]"), Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await viewer.PostAsync(address, ApiWorld.Json("null"), Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await viewer.PostAsync(address, ApiWorld.Json("7"), Token)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await stranger.PostAsync(address, ApiWorld.Json($$"""{"movie_id":{{movie}},"kind":"seen"}"""), Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await using var db = api.World.Open();
        (await db.RecommendationFeedback.CountAsync(Token)).ShouldBe(2);
    }

    private static async Task<ApiWorld> TrainedAsync(DatabaseKind kind)
    {
        var api = await ApiWorld.CreateAsync(kind);
        await using var trainer = api.World.Database.BuildServices(); // by the true clock: the program would think a run of long ago dead
        await FilmWorld.CreateAsync(trainer);
        await trainer.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest { Kinds = ["popularity"] }, TasteWorld.Silent, Token);
        await api.NoticeModelsAsync();
        return api;
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        return await response.Content.ReadAsStringAsync(Token);
    }
}
