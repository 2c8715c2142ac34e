using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class SignalsTests
{
    private static readonly RecommendationRequest Any = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Hidden_and_watched_films_do_not_appear_and_those_to_watch_do(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.Hidden.HideAsync(world.Newcomer, world.Sea[1], Token);
        await place.History.AddAsync(world.Newcomer, world.Sea[2], null, null, null, Token);
        await place.Watchlist.AddAsync(world.Newcomer, world.Sea[3], Token);

        var films = Ids(await place.Shelf.RecommendAsync(world.Newcomer, Any, Token));

        films.Intersect([world.Sea[0], world.Sea[1], world.Sea[2]]).ShouldBeEmpty();
        films.ShouldContain(world.Sea[3]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Without_a_live_model_they_do_not_appear_either(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");
        var world = place.World;
        await place.Hidden.HideAsync(world.Newcomer, world.Sea[1], Token);
        await place.History.AddAsync(world.Newcomer, world.Sea[2], null, null, null, Token);

        var films = Ids(await place.Shelf.RecommendAsync(world.Newcomer, Any, Token));

        films.Count.ShouldBe(19);
        films.Intersect([world.Sea[1], world.Sea[2]]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SignalKind.Watch, "Because you watched Sea 0")]
    [InlineData(SignalKind.Watchlist, "Because Sea 0 is on your watchlist")]
    public async Task What_was_watched_or_listed_leads_to_what_is_like_it(SignalKind kind, string reason)
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        var world = place.World;
        await (kind == SignalKind.Watch
            ? (Task)place.History.AddAsync(world.Newcomer, world.Sea[0], null, null, null, Token)
            : place.Watchlist.AddAsync(world.Newcomer, world.Sea[0], Token));

        var answer = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 6 }, Token);

        Ids(answer).ShouldBeSubsetOf(world.Sea);
        answer.Items[0].PredictedRating.ShouldBeNull();
        answer.Items.Where(item => item.Movie.MovieId != world.Sea[0]).ShouldAllBe(item => item.Reason.Text == reason);
        answer.Items.SelectMany(item => item.Reason.Parts).ShouldAllBe(part => part.Kind == kind && part.HalfStars == 0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Not_interested_lowers_what_is_like_it(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.RateAsync(world.Newcomer, world.Space[0], 10);
        double before = Share(await place.Shelf.RecommendAsync(world.Newcomer, Any, Token));

        for (int n = 1; n < 4; n++)
        {
            await place.Hidden.HideAsync(world.Newcomer, world.Sea[n], Token);
        }

        Share(await place.Shelf.RecommendAsync(world.Newcomer, Any, Token)).ShouldBeLessThan(before);

        // How much of the scores of all films the sea has, by the mean of its films.
        double Share(Recommendation answer)
            => answer.Items.Where(item => world.Sea.Contains(item.Movie.MovieId)).Average(item => item.Score)
                / answer.Items.Where(item => world.Space.Contains(item.Movie.MovieId)).Average(item => item.Score);
    }

    private static IReadOnlyList<int> Ids(Recommendation answer) => [.. answer.Items.Select(item => item.Movie.MovieId)];
}
