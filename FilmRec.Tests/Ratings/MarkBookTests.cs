using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings;

public sealed class MarkBookTests
{
    [Theory]
    [DatabaseUnderTest]
    public async Task Both_marks_of_the_shown_movies_come_with_one_query(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        (int ada, int eve) = (await world.AddViewerAsync("ada"), await world.AddViewerAsync("eve"));
        int[] movies = [await world.AddMovieAsync("A"), await world.AddMovieAsync("B"), await world.AddMovieAsync("C"), await world.AddMovieAsync("D")];
        var token = TestContext.Current.CancellationToken;
        var (watchlist, hidden) = (world.Services.GetRequiredService<Watchlist>(), world.Services.GetRequiredService<HiddenMovies>());
        await watchlist.AddAsync(ada, movies[0], token);
        await watchlist.AddAsync(ada, movies[3], token);
        await hidden.HideAsync(ada, movies[1], token);
        await hidden.HideAsync(eve, movies[2], token);
        world.Queries.Clear();

        var marks = await world.Services.GetRequiredService<MarkBook>().ReadAsync(ada, movies[..3], token);

        marks.Watchlist.ShouldBe([movies[0]]);
        marks.Hidden.ShouldBe([movies[1]]);
        world.Queries.Commands.Count.ShouldBe(1);
        world.Queries.Commands[0].ShouldContain("LIMIT");
    }

    [Theory]
    [DatabaseUnderTest]
    public async Task No_movies_need_no_query(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        world.Queries.Clear();

        (await world.Services.GetRequiredService<MarkBook>().ReadAsync(1, [], TestContext.Current.CancellationToken)).ShouldBe(MarkedIds.None);
        world.Queries.Commands.ShouldBeEmpty();
    }
}
