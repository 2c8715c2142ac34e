using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings;

public sealed class MovieMarksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task Hiding_and_listing_raise_the_profile_version_once(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (hidden, watchlist) = (world.Services.GetRequiredService<HiddenMovies>(), world.Services.GetRequiredService<Watchlist>());
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");
        int other = await world.AddMovieAsync("High Tide");

        (await hidden.HideAsync(viewer, movie, Token)).ShouldBe(new MarkReceipt(movie, SmallWorld.Start, 1));
        (await watchlist.AddAsync(viewer, other, Token)).ShouldBe(new MarkReceipt(other, SmallWorld.Start, 2));
        world.Clock.Advance(TimeSpan.FromHours(1));

        (await hidden.HideAsync(viewer, movie, Token)).ShouldBe(new MarkReceipt(movie, SmallWorld.Start, 2));
        (await watchlist.AddAsync(viewer, other, Token)).ShouldBe(new MarkReceipt(other, SmallWorld.Start, 2));
        (await hidden.UnhideAsync(viewer, movie, Token)).ShouldBe(3);
        (await hidden.UnhideAsync(viewer, movie, Token)).ShouldBeNull();
        (await watchlist.RemoveAsync(viewer, other, Token)).ShouldBe(4);
        (await watchlist.RemoveAsync(viewer, other, Token)).ShouldBeNull();
        (await VersionAsync(world, viewer)).ShouldBe(4);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_film_is_on_one_of_the_two_lists_at_most(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (hidden, watchlist) = (world.Services.GetRequiredService<HiddenMovies>(), world.Services.GetRequiredService<Watchlist>());
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        await watchlist.AddAsync(viewer, movie, Token);
        await hidden.HideAsync(viewer, movie, Token);
        (await watchlist.ListAsync(viewer, new MovieMarkQuery(), Token)).Total.ShouldBe(0);
        (await hidden.ListAsync(viewer, new MovieMarkQuery(), Token)).Items.Single().Movie.Title.ShouldBe("Low Tide");

        await watchlist.AddAsync(viewer, movie, Token);
        (await hidden.ListAsync(viewer, new MovieMarkQuery(), Token)).Items.ShouldBeEmpty();
        (await watchlist.ListAsync(viewer, new MovieMarkQuery(), Token)).Items.Single().MarkedAt.ShouldBe(SmallWorld.Start);
        (await VersionAsync(world, viewer)).ShouldBe(3);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_list_can_be_read_by_title_and_as_ids(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var watchlist = world.Services.GetRequiredService<Watchlist>();
        int viewer = await world.AddViewerAsync("ada");
        var ids = new List<int>();
        foreach (string title in new[] { "Marrow", "The Arch", "Static" })
        {
            ids.Add(await world.AddMovieAsync(title));
            await watchlist.AddAsync(viewer, ids[^1], Token);
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        world.Queries.Clear();
        var page = await watchlist.ListAsync(viewer, new MovieMarkQuery { Sort = MovieMarkSort.Title, Limit = 2 }, Token);
        world.Queries.Commands.Count.ShouldBe(2);

        page.Items.Select(item => item.Movie.Title).ShouldBe(["The Arch", "Marrow"]);
        (page.Total, page.NextCursor).ShouldBe((3, null));
        (await watchlist.ListAsync(viewer, new MovieMarkQuery { Sort = MovieMarkSort.Title, Limit = 2, Page = 2 }, Token)).Items.Single().Movie.Title.ShouldBe("Static");
        (await watchlist.IdsAsync(viewer, 2, Token)).Select(mark => mark.MovieId).ShouldBe([ids[2], ids[1]]);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_repeated_request_marks_once_also_when_all_come_at_once(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var hidden = world.Services.GetRequiredService<HiddenMovies>();
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => hidden.HideAsync(viewer, movie, Token), Token)));

        receipts.ShouldAllBe(receipt => receipt == new MarkReceipt(movie, SmallWorld.Start, 1));
        (await VersionAsync(world, viewer)).ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task The_list_shows_the_latest_first_page_by_page(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var watchlist = world.Services.GetRequiredService<Watchlist>();
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        for (int n = 0; n < 7; n++)
        {
            int movie = await world.AddMovieAsync($"Part {n}");
            await watchlist.AddAsync(ada, movie, Token);
            await watchlist.AddAsync(ben, movie, Token);
            world.Clock.Advance(TimeSpan.FromMinutes(n % 2)); // two of each moment
        }

        var byCursor = new List<MarkedMovie>();
        for (string? cursor = null; byCursor.Count == 0 || cursor is not null;)
        {
            world.Queries.Clear();
            var page = await watchlist.ListAsync(ada, new MovieMarkQuery { Limit = 3, Cursor = cursor }, Token);
            world.Queries.Commands.Count.ShouldBe(2);
            page.Total.ShouldBe(7);
            byCursor.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        byCursor.Select(listed => listed.Movie.Title).ShouldBe(Enumerable.Range(0, 7).Reverse().Select(n => $"Part {n}"));
        (await watchlist.ListAsync(ada, new MovieMarkQuery { Limit = 5, Page = 2 }, Token)).Items.Count.ShouldBe(2);
        await Should.ThrowAsync<ArgumentException>(() => watchlist.ListAsync(ada, new MovieMarkQuery { Limit = 101 }, Token));
    }

    [Theory, DatabaseUnderTest]
    public async Task An_unknown_movie_or_viewer_is_not_marked(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        var (hidden, watchlist) = (world.Services.GetRequiredService<HiddenMovies>(), world.Services.GetRequiredService<Watchlist>());
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        (await hidden.HideAsync(viewer, movie + 1, Token)).ShouldBeNull();
        (await watchlist.AddAsync(viewer + 1, movie, Token)).ShouldBeNull();
        (await hidden.UnhideAsync(viewer + 1, movie, Token)).ShouldBeNull();
        (await VersionAsync(world, viewer)).ShouldBe(0);
    }

    private static async Task<long> VersionAsync(SmallWorld world, int viewer)
    {
        await using var db = world.Open();
        return await db.Users.Where(u => u.Id == viewer).Select(u => u.ProfileVersion).SingleAsync(Token);
    }
}
