using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class OutlooksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task A_guess_says_what_it_rests_on_and_how_far_it_may_be_off(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "star-factors");
        var (world, outlooks) = (place.World, place.Services.GetRequiredService<Outlooks>());
        foreach (int sea in world.Sea.Take(4))
        {
            await place.RateAsync(world.Newcomer, sea, 10);
        }

        await place.RateAsync(world.Newcomer, world.Space[0], 2);

        var outlook = await outlooks.ReadAsync(world.Newcomer, world.Sea[5], [world.Space[1], world.Sea[0]], Token);

        var account = outlook.Account.ShouldNotBeNull();
        double guess = outlook.Guess.ShouldNotBeNull();
        (account.Low < guess && guess < account.High).ShouldBeTrue();
        account.Low.ShouldBeGreaterThanOrEqualTo(0.5);
        account.High.ShouldBeLessThanOrEqualTo(5);
        Math.Clamp(account.Start + account.Parts.Sum(part => part.Adds) + account.Rest, 0.5, 5).ShouldBe(guess, 0.02);
        (account.Parts.Count + account.Others).ShouldBe(5);
        account.Parts.Select(part => Math.Abs(part.Adds)).ShouldBe(account.Parts.Select(part => Math.Abs(part.Adds)).OrderDescending());
        outlook.Ratings.Count.ShouldBe(5);
        outlook.Beside.Keys.ShouldBe([world.Space[1]]); // the other one is rated
    }

    [Theory, DatabaseUnderTest]
    public async Task The_guess_of_a_rated_film_knows_nothing_of_that_rating(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "star-factors");
        var (world, outlooks) = (place.World, place.Services.GetRequiredService<Outlooks>());
        await place.RateAsync(world.Newcomer, world.Sea[0], 9);
        var before = await outlooks.ReadAsync(world.Newcomer, world.Sea[1], [], Token);

        await place.RateAsync(world.Newcomer, world.Sea[1], 1);
        var after = await outlooks.ReadAsync(world.Newcomer, world.Sea[1], [], Token);

        after.Guess.ShouldBe(before.Guess);
        after.Ratings[world.Sea[1]].ShouldBe(Stars.OfHalfStars(1));
        after.Account!.Parts.Select(part => part.MovieId).ShouldNotContain(world.Sea[1]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Of_whom_nothing_is_known_nothing_is_guessed(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "movie-means");
        var (world, outlooks) = (place.World, place.Services.GetRequiredService<Outlooks>());

        (await outlooks.ReadAsync(world.Newcomer, world.Sea[0], [world.Sea[1]], Token)).Guess.ShouldBeNull();
        (await outlooks.ReadAsync(999_999, world.Sea[0], [], Token)).ShouldBe(Outlook.Nothing);
        await place.RateAsync(world.Newcomer, world.Sea[0], 9);
        var known = await outlooks.ReadAsync(world.Newcomer, world.Sea[1], [], Token);

        known.Guess.ShouldNotBeNull();
        known.Account.ShouldBeNull(); // this predictor cannot tell
        outlooks.LovedIn(world.Sea[0]).ShouldBeEmpty(); // and no clusters are live
    }
}
