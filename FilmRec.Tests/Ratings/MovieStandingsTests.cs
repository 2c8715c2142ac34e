using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings;

public sealed class MovieStandingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task One_query_tells_how_a_viewer_and_a_film_stand_to_each_other(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var standings = world.Services.GetRequiredService<MovieStandings>();
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int movie = await world.AddMovieAsync("Low Tide");
        int other = await world.AddMovieAsync("High Tide");
        await world.Services.GetRequiredService<Watchlist>().AddAsync(ada, movie, Token);
        await world.Services.GetRequiredService<HiddenMovies>().HideAsync(ben, movie, Token);
        for (int n = 0; n < MovieStandings.MostViewings + 5; n++)
        {
            await world.History.AddAsync(ada, movie, SmallWorld.Start.AddDays(-n), n == 0 ? Stars.OfHalfStars(9) : null, 90, Token);
        }

        await world.History.AddAsync(ada, other, null, null, null, Token);
        await world.History.AddAsync(ben, movie, null, null, null, Token);
        world.Queries.Clear();

        var standing = await standings.ReadAsync(ada, movie, Token);

        world.Queries.Commands.Count.ShouldBe(1);
        (standing.OnWatchlistSince, standing.HiddenSince).ShouldBe((SmallWorld.Start, null));
        standing.Viewings.Count.ShouldBe(MovieStandings.MostViewings);
        standing.Viewings.Select(viewing => viewing.At).ShouldBe(Enumerable.Range(0, MovieStandings.MostViewings).Select(n => SmallWorld.Start.AddDays(-n)));
        (standing.Viewings[0].Rating, standing.Viewings[0].Minutes).ShouldBe((4.5, 90));
        (await standings.ReadAsync(ben, movie, Token)).HiddenSince.ShouldBe(SmallWorld.Start);
        (await standings.ReadAsync(9999, movie, Token)).Viewings.ShouldBeEmpty();
    }
}
