using System.Net;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api;

public sealed class RecommendationsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_viewer_who_rates_gets_explained_films_that_follow_each_rating(DatabaseKind kind)
    {
        await using var api = await ApiWorld.CreateAsync(kind);
        await using var trainer = api.World.Database.BuildServices(); // by the true clock: the program would think a run of long ago dead
        var world = await FilmWorld.CreateAsync(trainer);
        await trainer.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest { Kinds = ["popularity", "movie-means", "als"] }, TasteWorld.Silent, Token);
        await api.NoticeModelsAsync();
        var viewer = await api.ViewerAsync();

        var welcome = await ApiWorld.ReadAsync(await viewer.GetAsync("/api/movies/recommendations", Token));
        await viewer.PostAsync("/api/movies/rate", ApiWorld.Json($$"""{"movie_id":{{world.Sea[0]}},"rating":4.5}"""), Token);
        var response = await viewer.GetAsync("/api/movies/recommendations?limit=5&exclude_genre=Space&year_from=1981", Token);
        var answer = await ApiWorld.ReadAsync(response);

        welcome.GetProperty("model").GetString().ShouldNotBeNull().ShouldStartWith("popularity ");
        welcome.GetProperty("profile_version").GetInt64().ShouldBe(0);
        welcome.GetProperty("items").GetArrayLength().ShouldBe(20);
        response.Headers.CacheControl.ShouldNotBeNull().ToString().ShouldBe("no-store, private");
        answer.EnumerateObject().Select(field => field.Name).ShouldBe(["recommendation_id", "model", "profile_version", "items", "next"]);
        answer.GetProperty("recommendation_id").GetGuid().Version.ShouldBe(7);
        answer.GetProperty("model").GetString().ShouldNotBeNull().ShouldStartWith("als ");
        answer.GetProperty("profile_version").GetInt64().ShouldBe(1);
        var items = answer.GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(5);
        items[0].EnumerateObject().Select(field => field.Name).ShouldBe(["rank", "movie", "score", "predicted_rating", "reason"]);
        items.Select(item => item.GetProperty("movie").GetProperty("movie_id").GetInt32()).ShouldBeSubsetOf(world.Sea.Skip(1));
        var reason = items[0].GetProperty("reason");
        reason.GetProperty("kind").GetString().ShouldBe("rated");
        reason.GetProperty("text").GetString().ShouldBe("Because of Sea 0, 4½ stars");
        reason.GetProperty("parts")[0].GetProperty("rating").GetDouble().ShouldBe(4.5);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("year_from=2000&year_to=1990", "year_from")]
    [InlineData("year_to=99999", "year_to")]
    public async Task Bad_parameters_are_named(string query, string field)
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        var viewer = await api.ViewerAsync();

        (await ApiWorld.FieldsOfAsync(await viewer.GetAsync($"/api/movies/recommendations?{query}", Token))).ShouldBe([field]);
    }

    [Fact]
    public async Task Nobody_gets_recommendations_without_a_token()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);

        (await api.Anybody.GetAsync("/api/movies/recommendations", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
