using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings;

public sealed class RatingAdoptionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task An_account_gets_what_it_has_not_rated_and_keeps_what_it_has(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int first = await world.AddMovieAsync("First", ratings: 3, stars: 4);
        int second = await world.AddMovieAsync("Second");
        int third = await world.AddMovieAsync("Third");
        await world.Ratings.RateAsync(viewer, second, Stars.OfHalfStars(2), null, Token);
        long before = (await world.Ratings.ProfileAsync(viewer, Token))!.ProfileVersion;
        var heard = new List<ProfileChange>();
        using var following = world.Services.GetRequiredService<ProfileChanges>().Follow(viewer, heard.Add);

        int written = await Adoption(world).AdoptAsync(
            viewer, [new(first, Stars.OfHalfStars(10)), new(second, Stars.OfHalfStars(9)), new(third, Stars.OfHalfStars(9)), new(999_999, Stars.OfHalfStars(9))], Token);

        written.ShouldBe(2);
        var profile = (await world.Ratings.ProfileAsync(viewer, Token)).ShouldNotBeNull();
        profile.Ratings.Select(rating => (rating.MovieId, rating.HalfStars)).ShouldBe([(first, (byte)10), (second, (byte)2), (third, (byte)9)]);
        profile.ProfileVersion.ShouldBe(before + 1);
        heard.ShouldBe([new ProfileChange(viewer, null)]);
        var movie = (await world.Catalog.FindAsync(first, Token)).ShouldNotBeNull();
        (movie.Card.RatingCount, movie.Card.Rating).ShouldBe((4, 4.25));
    }

    [Theory, DatabaseUnderTest]
    public async Task The_same_again_changes_nothing_not_even_the_version(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("First");
        GivenRating[] ratings = [new(movie, Stars.OfHalfStars(4)), new(movie, Stars.OfHalfStars(7))];

        (await Adoption(world).AdoptAsync(viewer, ratings, Token)).ShouldBe(1);
        var once = await world.Ratings.ProfileAsync(viewer, Token);
        (await Adoption(world).AdoptAsync(viewer, ratings, Token)).ShouldBe(0);
        var twice = await world.Ratings.ProfileAsync(viewer, Token);

        twice!.ProfileVersion.ShouldBe(once!.ProfileVersion);
        twice.Ratings.ShouldHaveSingleItem().HalfStars.ShouldBe((byte)7);
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_gets_more_than_a_browser_may_keep(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);

        (await Adoption(world).AdoptAsync(999, [new(1, Stars.OfHalfStars(4))], Token)).ShouldBe(0);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => Adoption(world).AdoptAsync(1, [.. Enumerable.Range(1, RatingAdoption.Most + 1).Select(movie => new GivenRating(movie, Stars.OfHalfStars(4)))], Token));
    }

    private static RatingAdoption Adoption(SmallWorld world) => world.Services.GetRequiredService<RatingAdoption>();
}
