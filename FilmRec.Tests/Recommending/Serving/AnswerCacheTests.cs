using System.Text;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Core.Recommending.Training;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class AnswerCacheTests
{
    private static readonly RecommendationRequest Any = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task The_same_request_gets_the_same_answer_until_the_viewer_changes(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);

        var first = await ServeAsync(place, Any);
        (await ServeAsync(place, new RecommendationRequest { Genres = [] })).ShouldBe(first);
        (await ServeAsync(place, Any with { Limit = 5 })).Id.ShouldNotBe(first.Id);
        (await ServeAsync(place, Any with { Diversity = 0.5 })).Id.ShouldNotBe(first.Id);
        (await ServeAsync(place, Any with { Genres = ["Sea"] })).Id.ShouldNotBe((await ServeAsync(place, Any with { ExcludedGenres = ["Sea"] })).Id);

        var changes = new Func<Task>[]
        {
            () => place.RateAsync(world.Newcomer, world.Space[0], 9),
            () => place.Ratings.WithdrawAsync(world.Newcomer, world.Space[0], Token),
            () => place.Hidden.HideAsync(world.Newcomer, world.Sea[1], Token),
            () => place.Watchlist.AddAsync(world.Newcomer, world.Sea[2], Token),
            () => place.History.AddAsync(world.Newcomer, world.Sea[3], null, null, null, Token),
            () => place.Services.GetRequiredService<PreferenceBook>().SaveAsync(world.Newcomer, new ViewerPreferences(world.Newcomer) { AvoidedGenres = ["Space"] }, Token),
        };
        var last = first;
        foreach (var change in changes)
        {
            await change();
            var next = await ServeAsync(place, Any);
            next.Id.ShouldNotBe(last.Id);
            next.Version.ShouldBe(last.Version + 1);
            (await ServeAsync(place, Any)).ShouldBe(next);
            last = next;
        }
    }

    [Theory, DatabaseUnderTest]
    public async Task A_change_on_another_server_is_seen_by_the_next_request(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        var first = await ServeAsync(place, Any);
        await using var other = place.Database.BuildServices();

        await other.GetRequiredService<Core.Ratings.RatingBook>().RateAsync(world.Newcomer, world.Space[0], Core.Ratings.Stars.OfHalfStars(9), null, Token);

        (await ServeAsync(place, Any)).Version.ShouldBe(first.Version + 1);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_remembered_answer_is_logged_once(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var log = place.Services.GetRequiredService<RecommendationLog>();
        await log.StartAsync(Token);
        await place.RateAsync(place.World.Newcomer, place.World.Sea[0], 10);

        var first = await ServeAsync(place, Any);
        for (int n = 0; n < 5; n++)
        {
            await ServeAsync(place, Any);
        }

        await log.StopAsync(Token);
        await using var db = await ModelTrainingTests.OpenAsync(place.Services);
        (await db.RecommendationLog.SingleAsync(Token)).RecommendationId.ShouldBe(first.Id);
    }

    [Fact]
    public async Task New_models_and_a_changed_catalogue_make_new_answers()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        await place.RateAsync(place.World.Newcomer, place.World.Sea[0], 10);

        var first = await ServeAsync(place, Any);
        await place.Services.GetRequiredService<MovieCatalog>().ForgetAllAsync(Token);
        var second = await ServeAsync(place, Any);
        (await ModelTrainingTests.TrainAsync(place.Services, new TrainingRequest { Kinds = ["popularity"] })).Summary.State.ShouldBe(TrainingState.Succeeded);
        await place.Services.GetRequiredService<LiveModels>().RefreshAsync(Token);
        var third = await ServeAsync(place, Any);

        second.Id.ShouldNotBe(first.Id);
        third.Id.ShouldNotBe(second.Id);
        (await ServeAsync(place, Any)).ShouldBe(third);
    }

    [Fact]
    public void An_answer_is_not_remembered_for_longer_than_titles_are()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var cache = new AnswerCache(clock);
        var state = new AnswerState(1, 1);
        cache.Keep(7, Any, state, 3, new ServedAnswer(new byte[] { 1, 2 }, null));

        cache.Find(7, Any, state).ShouldNotBeNull().ProfileVersion.ShouldBe(3);
        cache.Find(8, Any, state).ShouldBeNull();
        clock.Advance(AnswerCache.Freshness);
        cache.Find(7, Any, state).ShouldBeNull();

        cache.Keep(7, Any, state, 3, new ServedAnswer(new byte[] { 1, 2 }, null));
        cache.Find(7, Any, new AnswerState(2, 1)).ShouldBeNull();
        cache.Find(7, Any, state).ShouldBeNull("newer models have dropped it");
    }

    private static async Task<(Guid Id, long Version)> ServeAsync(ShelfPlace place, RecommendationRequest request)
    {
        var body = await place.Shelf.ServeAsync(place.World.Newcomer, request, answer => Encoding.UTF8.GetBytes($"{answer.Id} {answer.ProfileVersion}"), Token);
        string[] parts = Encoding.UTF8.GetString(body.Body.Span).Split(' ');
        return (Guid.Parse(parts[0]), long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }
}
