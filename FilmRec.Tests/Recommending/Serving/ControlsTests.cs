using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Recommending.Training;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class ControlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_0_the_list_is_the_plain_one_and_diversity_mixes_it()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.RateAsync(world.Newcomer, world.Sea[1], 9);

        var plain = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 5 }, Token);
        var zero = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 5, Diversity = 0, Novelty = 0 }, Token);
        var mixed = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 5, Diversity = 0.7 }, Token);

        Ids(zero).ShouldBe(Ids(plain));
        Ids(plain).ShouldBeSubsetOf(world.Sea);
        Ids(mixed)[0].ShouldBe(Ids(plain)[0]);
        Ids(mixed).Intersect(world.Space).ShouldNotBeEmpty();
        Ids(mixed).ShouldBeUnique();
        mixed.Items.Select(item => item.Rank).ShouldBe(Enumerable.Range(1, 5));
        var scores = plain.Items.ToDictionary(item => item.Movie.MovieId, item => item.Score);
        mixed.Items.Where(item => scores.ContainsKey(item.Movie.MovieId)).ShouldAllBe(item => item.Score == scores[item.Movie.MovieId]); // the score is the model's
    }

    [Fact]
    public async Task Novelty_brings_the_less_known_up()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite, "");
        var world = place.World;
        await using (var db = await ModelTrainingTests.OpenAsync(place.Services))
        {
            foreach (var (n, movieId) in world.Sea.Index())
            {
                int ratings = n < 5 ? 500 : 3;
                await db.Movies.Where(m => m.MovieId == movieId).ExecuteUpdateAsync(set => set.SetProperty(m => m.RatingCount, ratings).SetProperty(m => m.RatingSum, 8 * ratings), Token);
            }
        }

        await place.TrainAsync("popularity", "movie-means", "als");
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.RateAsync(world.Newcomer, world.Sea[9], 10);

        var plain = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 8 }, Token);
        var novel = await place.Shelf.RecommendAsync(world.Newcomer, new() { Limit = 8, Novelty = 1 }, Token);

        Places(novel).ShouldBeGreaterThan(Places(plain));
        Ids(novel)[0].ShouldBeOneOf([.. world.Sea.Skip(5)]);

        // Sum of the ranks of the widely known.
        int Places(Recommendation answer) => world.Sea.Skip(1).Take(4).Sum(id => Ids(answer).IndexOf(id) is var at && at < 0 ? 9 : at + 1);
    }

    [Fact]
    public async Task Wishes_move_films_up_beside_what_was_liked()
    {
        await using var place = await ShelfPlace.CreateAsync(DatabaseKind.Sqlite);
        var world = place.World;
        await place.RateAsync(world.Newcomer, world.Sea[0], 10);
        await place.RateAsync(world.Newcomer, world.Space[0], 10);
        var before = await place.Shelf.RecommendAsync(world.Newcomer, new(), Token);

        await place.PreferAsync(world.Newcomer, favourites: ["Space"], avoided: []);
        var after = await place.Shelf.RecommendAsync(world.Newcomer, new(), Token);

        Places(after).ShouldBeLessThan(Places(before));

        int Places(Recommendation answer) => world.Space.Skip(1).Sum(id => Ids(answer).IndexOf(id));
    }

    [Theory]
    [InlineData(double.NaN), InlineData(-0.1), InlineData(1.1), InlineData(double.PositiveInfinity)]
    public void What_is_no_share_is_refused(double share)
    {
        new RecommendationRequest { Diversity = share }.FindProblems().Keys.ShouldBe(["Diversity"]);
        new RecommendationRequest { Novelty = share }.FindProblems().Keys.ShouldBe(["Novelty"]);
    }

    private static List<int> Ids(Recommendation answer) => [.. answer.Items.Select(item => item.Movie.MovieId)];
}
