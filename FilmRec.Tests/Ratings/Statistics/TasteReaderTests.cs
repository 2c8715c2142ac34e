using FilmRec.Core.Ratings;
using FilmRec.Core.Ratings.Statistics;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings.Statistics;

public sealed class TasteReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Ratings_add_up_by_stars_decade_and_genre_beside_everyone_else(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        await RateAsync(world, viewer, await world.AddMovieAsync("Low Tide", 2004, ["Drama", "Romance"], ratings: 10, stars: 3), 9);
        await RateAsync(world, viewer, await world.AddMovieAsync("Static", 2009, ["Drama"], ratings: 10, stars: 4), 2);
        await RateAsync(world, viewer, await world.AddMovieAsync("Gravel", 1995, ["War"]), 6);
        await RateAsync(world, viewer, await world.AddMovieAsync("Undated"), 6);
        world.Queries.Clear();

        var taste = await world.Services.GetRequiredService<TasteReader>().ReadAsync(viewer, Token);

        world.Queries.Commands.Count.ShouldBe(2);
        taste.Count.ShouldBe(4);
        taste.Mean.ShouldBe(23 / 8.0);
        taste.EveryoneMean.ShouldBe(3.5);
        taste.Since.ShouldBe(SmallWorld.Start);
        taste.Stars.ShouldBe([0, 1, 0, 0, 0, 2, 0, 0, 1, 0]);
        taste.Decades.ShouldBe([new DecadeTaste(1990, 1, 3), new DecadeTaste(2000, 2, 2.75)]);
        taste.Genres.ShouldBe([new GenreTaste("Drama", 2, 2.75, 3.5), new GenreTaste("Romance", 1, 4.5, 3), new GenreTaste("War", 1, 3, null)]);
        taste.Years.ShouldBe([2026]);
        taste.Above.Select(film => (film.Movie.Title, film.Difference)).ShouldBe([("Low Tide", 1.5)]);
        taste.Below.Select(film => (film.Movie.Title, film.Difference)).ShouldBe([("Static", -3)]);
    }

    [Theory, DatabaseUnderTest]
    public async Task Watched_minutes_are_those_recorded_or_else_the_length_of_the_film(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");
        await world.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-2), null, 100, Token);
        await world.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-1), null, null, Token);

        var taste = await world.Services.GetRequiredService<TasteReader>().ReadAsync(viewer, Token);

        taste.Watched.ShouldBe(new WatchedTime(2, 100));
        taste.Count.ShouldBe(0);
        taste.Since.ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_biggest_differences_are_kept_in_order()
    {
        await using var world = await SmallWorld.CreateAsync(DatabaseKind.Sqlite);
        int viewer = await world.AddViewerAsync("ada");
        for (int n = 0; n < 9; n++)
        {
            await RateAsync(world, viewer, await world.AddMovieAsync($"Film {n}", ratings: 20, stars: 1 + (n * 0.25)), 10);
        }

        var taste = await world.Services.GetRequiredService<TasteReader>().ReadAsync(viewer, Token);

        taste.Above.Select(film => film.Movie.Title).ShouldBe(["Film 0", "Film 1", "Film 2", "Film 3", "Film 4"]);
        taste.Below.ShouldBeEmpty();
    }

    private static Task<RatingReceipt?> RateAsync(SmallWorld world, int viewer, int movie, int halfStars)
        => world.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, Token);
}
