using System.Net;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Api;

public sealed class SimilarMoviesApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_sees_what_is_like_a_film_and_is_not_sent_it_twice()
    {
        await using var api = await ApiWorld.CreateAsync(DatabaseKind.Sqlite);
        await using var trainer = api.World.Database.BuildServices();
        var world = await FilmWorld.CreateAsync(trainer);
        await FilmWorld.CountRatingsAsync(trainer);
        await trainer.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest { Kinds = ["popularity", "als"] }, TasteWorld.Silent, Token);
        await api.NoticeModelsAsync();

        var response = await api.Anybody.GetAsync($"/api/movies/{world.Sea[0]}/similar?limit=3", Token);
        var items = (await ApiWorld.ReadAsync(response)).GetProperty("items").EnumerateArray().ToList();

        items.Count.ShouldBe(3);
        items[0].EnumerateObject().Select(field => field.Name).ShouldBe(["similarity", "movie"]);
        items.Select(item => item.GetProperty("movie").GetProperty("movie_id").GetInt32()).ShouldBeSubsetOf(world.Sea.Skip(1));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/movies/{world.Sea[0]}/similar?limit=3");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag.ShouldNotBeNull());
        (await api.Anybody.SendAsync(again, Token)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await api.Anybody.GetAsync("/api/movies/999999/similar", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ApiWorld.FieldsOfAsync(await api.Anybody.GetAsync($"/api/movies/{world.Sea[0]}/similar?limit=101", Token))).ShouldBe(["limit"]);
    }
}
