using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Ratings;

public sealed class WatchHistoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, DatabaseUnderTest]
    public async Task History_lists_the_newest_viewing_first_page_by_page(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int movie = await world.AddMovieAsync("Low Tide");
        int other = await world.AddMovieAsync("High Tide");
        for (int n = 0; n < 7; n++)
        {
            await world.History.AddAsync(ada, movie, SmallWorld.Start.AddDays(-n), Stars.OfHalfStars(n + 1), 90 + n, Token);
            await world.History.AddAsync(ada, other, SmallWorld.Start.AddDays(-n), null, null, Token); // ties by date
        }

        await world.History.AddAsync(ben, movie, null, null, null, Token);

        var whole = await world.History.ListAsync(ada, new WatchQuery { Limit = 100 }, Token);
        whole.Total.ShouldBe(14);
        whole.Items.Select(w => w.WatchDate).ShouldBe(whole.Items.Select(w => w.WatchDate).OrderDescending());
        whole.Items[1].ShouldBe(new WatchEntry(whole.Items[1].HistoryId, whole.Items[1].Movie, SmallWorld.Start, 0.5, 90));
        var byCursor = new List<WatchEntry>();
        for (string? cursor = null; byCursor.Count == 0 || cursor is not null;)
        {
            world.Queries.Clear();
            var page = await world.History.ListAsync(ada, new WatchQuery { Limit = 4, Cursor = cursor }, Token);
            world.Queries.Commands.Count.ShouldBe(2);
            byCursor.AddRange(page.Items);
            cursor = page.NextCursor;
        }

        byCursor.Select(w => w.HistoryId).ShouldBe(whole.Items.Select(w => w.HistoryId));
        (await world.History.ListAsync(ada, new WatchQuery { Limit = 10, Page = 2 }, Token)).Items.Count.ShouldBe(4);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_repeated_request_adds_nothing_also_when_both_come_at_once(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        var entries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.History.AddAsync(viewer, movie, null, Stars.OfHalfStars(8), 95, Token), Token)));

        entries.Select(e => e!.HistoryId).Distinct().Count().ShouldBe(1);
        (await world.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(1);
        await using var db = world.Open();
        (await db.Users.SingleAsync(Token)).ProfileVersion.ShouldBe(1); // watched, once
        (await db.Ratings.CountAsync(Token)).ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task An_unknown_movie_or_viewer_adds_nothing(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        (await world.History.AddAsync(viewer, movie + 1, null, null, null, Token)).ShouldBeNull();
        (await world.History.AddAsync(viewer + 1, movie, null, null, null, Token)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.History.AddAsync(viewer, movie, DateTimeOffset.MinValue, null, null, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.History.AddAsync(viewer, movie, null, null, 0, Token));
        await Should.ThrowAsync<ArgumentException>(() => world.History.ListAsync(viewer, new WatchQuery { Limit = 101 }, Token));

        (await world.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(0);
    }

    [Theory, DatabaseUnderTest]
    public async Task Moments_of_any_zone_are_kept_in_UTC_to_the_millisecond(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");

        var added = await world.History.AddAsync(viewer, movie, new DateTimeOffset(2020, 5, 1, 23, 0, 0, TimeSpan.FromHours(-7)).AddTicks(12_345), null, null, Token);

        added!.WatchDate.ShouldBe(new DateTimeOffset(2020, 5, 2, 6, 0, 0, 1, TimeSpan.Zero));
        (await world.History.ListAsync(viewer, new WatchQuery(), Token)).Items.Single().WatchDate.ShouldBe(added.WatchDate);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_viewing_can_be_corrected_and_taken_out_by_its_viewer_alone(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int ada = await world.AddViewerAsync("ada");
        int ben = await world.AddViewerAsync("ben");
        int movie = await world.AddMovieAsync("Low Tide");
        long id = (await world.History.AddAsync(ada, movie, SmallWorld.Start.AddDays(-1), Stars.OfHalfStars(7), 90, Token))!.HistoryId;

        (await world.History.ChangeAsync(ben, id, SmallWorld.Start, 5, Token)).ShouldBeNull();
        (await world.History.RemoveAsync(ben, id, Token)).ShouldBeNull();
        var changed = await world.History.ChangeAsync(ada, id, SmallWorld.Start.AddDays(-3), null, Token);

        (changed!.HistoryId, changed.WatchDate, changed.WatchMinutes, changed.Rating).ShouldBe((id, SmallWorld.Start.AddDays(-3), null, 3.5));
        var removed = await world.History.RemoveAsync(ada, id, Token);
        (removed!.WatchDate, removed.Rating, removed.Movie.Title).ShouldBe((SmallWorld.Start.AddDays(-3), 3.5, "Low Tide"));
        (await world.History.RemoveAsync(ada, id, Token)).ShouldBeNull();
        (await world.History.ListAsync(ada, new WatchQuery(), Token)).Total.ShouldBe(0);
        await using var db = world.Open();
        (await db.Users.OrderBy(u => u.Id).Select(u => u.ProfileVersion).ToListAsync(Token)).ShouldBe([3, 0]); // what changed nothing is no change
    }

    [Theory, DatabaseUnderTest]
    public async Task Nobody_has_watched_anything_tomorrow(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");
        long id = (await world.History.AddAsync(viewer, movie, SmallWorld.Start, null, null, Token))!.HistoryId;
        var late = SmallWorld.Start.AddDays(1).AddMinutes(1);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.History.AddAsync(viewer, movie, late, null, null, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.History.ChangeAsync(viewer, id, late, null, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => world.History.ChangeAsync(viewer, id, SmallWorld.Start, 1441, Token));
    }

    [Theory, DatabaseUnderTest]
    public async Task The_whole_history_is_added_up_in_one_query(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int low = await world.AddMovieAsync("Low Tide");
        int high = await world.AddMovieAsync("High Tide");
        (await world.History.TotalsAsync(viewer, Token)).ShouldBe(new WatchTotals(0, 0, 0, 0));
        await world.History.AddAsync(viewer, low, SmallWorld.Start.AddDays(-1), null, 100, Token);
        await world.History.AddAsync(viewer, low, SmallWorld.Start.AddDays(-2), null, 101, Token);
        await world.History.AddAsync(viewer, high, SmallWorld.Start.AddDays(-3), null, null, Token);
        world.Queries.Clear();

        (await world.History.TotalsAsync(viewer, Token)).ShouldBe(new WatchTotals(3, 2, 201, 1));

        world.Queries.Commands.Count.ShouldBe(1);
    }

    [Theory, DatabaseUnderTest]
    public async Task Open_pages_hear_of_each_change(DatabaseKind kind)
    {
        await using var world = await SmallWorld.CreateAsync(kind);
        int viewer = await world.AddViewerAsync("ada");
        int movie = await world.AddMovieAsync("Low Tide");
        var heard = new List<ProfileChange>();
        using var following = world.Services.GetRequiredService<ProfileChanges>().Follow(viewer, heard.Add);

        long id = (await world.History.AddAsync(viewer, movie, null, null, null, Token))!.HistoryId;
        await world.History.ChangeAsync(viewer, id, SmallWorld.Start.AddDays(-1), 90, Token);
        await world.History.RemoveAsync(viewer, id, Token);
        await world.History.RemoveAsync(viewer, id, Token);

        heard.ShouldBe(Enumerable.Repeat(new ProfileChange(viewer, movie), 3));
    }
}
