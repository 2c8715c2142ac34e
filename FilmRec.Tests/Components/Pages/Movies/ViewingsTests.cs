using Bunit;
using FilmRec.Core.Catalog;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Movies;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace FilmRec.Tests.Components.Pages.Movies;

public sealed class ViewingsTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_viewing_is_today_and_as_long_as_the_film_unless_somebody_says_otherwise()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var viewings = Show(page, movie, []);

        viewings.Find("input[type=date]").GetAttribute("value").ShouldBe("2026-03-01");
        viewings.Find("input[type=date]").GetAttribute("max").ShouldBe("2026-03-01");
        viewings.Find("input[type=number]").GetAttribute("value").ShouldBe("104");
        viewings.Find(".never").TextContent.ShouldBe("Not watched yet.");
        viewings.Find(".viewing-form").Submit();

        viewings.WaitForAssertion(() => viewings.Find(".mud-snackbar").TextContent.ShouldContain("Low Tide: watched today"));
        var entry = (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Items.Single();
        (entry.WatchDate, entry.WatchMinutes).ShouldBe((SmallWorld.Start, 104));
        viewings.FindAll(".viewing").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Undo_takes_it_back()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var viewings = Show(page, movie, []);
        viewings.Find(".viewing-form").Submit();
        viewings.WaitForElement(".mud-snackbar");

        viewings.FindAll(".mud-snackbar button").Single(button => button.TextContent.Contains("Undo", StringComparison.Ordinal)).Click();

        viewings.WaitForElement(".viewing.removed");
        (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("2026-03-02", "90", "Choose a day up to today.")]
    [InlineData("", "90", "Choose a day up to today.")]
    [InlineData("2026-02-01", "0", "Between 1 and 1440 minutes, or nothing.")]
    [InlineData("2026-02-01", "1441", "Between 1 and 1440 minutes, or nothing.")]
    public async Task What_makes_no_sense_is_said_beside_the_field_and_kept(string day, string minutes, string problem)
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var viewings = Show(page, movie, []);

        viewings.Find("input[type=date]").Change(day);
        viewings.Find("input[type=number]").Change(minutes);
        viewings.Find(".viewing-form").Submit();

        viewings.Find(".field.err .h").TextContent.ShouldBe(problem);
        viewings.Find("input[type=number]").GetAttribute("value").ShouldBe(minutes);
        (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_typed_without_a_script_comes_back_with_what_is_wrong()
    {
        await using var page = await PageWorld.CreateAsync();
        var (_, movie) = await NewAsync(page);

        var viewings = Show(page, movie, [], typedDate: "2031-01-01", typedMinutes: "7");

        viewings.Find(".field.err .h").TextContent.ShouldBe("Choose a day up to today.");
        viewings.FindAll("input:not([type=hidden])").Select(field => field.GetAttribute("value")).ShouldBe(["2031-01-01", "7"]);
    }

    [Fact]
    public async Task Removed_it_keeps_its_place_and_can_be_had_back_as_it_was()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-9), Stars.OfHalfStars(9), 100, Token);
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-2), null, 90, Token);
        var viewings = Show(page, movie, await ViewingsOfAsync(page, viewer));

        viewings.FindAll("form[action$=removal]")[1].Submit();
        viewings.WaitForAssertion(() => viewings.FindAll(".viewing")[1].ClassList.ShouldContain("removed"));
        (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(1);
        viewings.Find(".viewing.removed button").Click();

        viewings.WaitForAssertion(() => viewings.FindAll(".viewing.removed").ShouldBeEmpty());
        var back = (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Items[1];
        (back.WatchDate, back.Rating, back.WatchMinutes).ShouldBe((SmallWorld.Start.AddDays(-9), 4.5, 100));
    }

    [Fact]
    public async Task It_can_be_corrected_in_place_and_the_same_day_keeps_its_hour()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-2).AddHours(3), null, 90, Token);
        var viewings = Show(page, movie, await ViewingsOfAsync(page, viewer));

        viewings.Find(".edit input[type=number]").Change("95");
        viewings.Find(".edit").Submit();

        viewings.WaitForAssertion(() => viewings.Find(".when").TextContent.ShouldContain("1 h 35 min"));
        var entry = (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Items.Single();
        (entry.WatchDate, entry.WatchMinutes).ShouldBe((SmallWorld.Start.AddDays(-2).AddHours(3), 95));
    }

    [Fact]
    public async Task A_failure_is_said_and_nothing_is_lost()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-2), null, 90, Token);
        var viewings = Show(page, movie, await ViewingsOfAsync(page, viewer));
        await page.BreakAsync("watch_history");

        viewings.Find("form[action$=removal]").Submit();
        viewings.WaitForAssertion(() => viewings.Find(".viewing [role=alert]").TextContent.ShouldBe("It could not be removed. It is still there."));
        viewings.Find(".viewing-form").Submit();

        viewings.WaitForAssertion(() => viewings.Find(".note.bad").TextContent.ShouldContain("What you typed is still here"));
        viewings.FindAll(".viewing.removed").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewing_logged_on_another_page_arrives()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movie) = await NewAsync(page);
        var viewings = Show(page, movie, []);

        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-5), null, 61, Token);

        viewings.WaitForAssertion(() => viewings.Find(".when").TextContent.ShouldContain("1 h 1 min"));
    }

    private static async Task<(int Viewer, int Movie)> NewAsync(PageWorld page)
        => (await page.LogInAsync(), await page.World.AddMovieAsync("Low Tide"));

    private static async Task<Viewing[]> ViewingsOfAsync(PageWorld page, int viewer)
        => [.. (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Items.Select(entry => new Viewing(entry.HistoryId, entry.WatchDate, entry.Rating, entry.WatchMinutes))];

    private static IRenderedComponent<IComponent> Show(PageWorld page, int movie, Viewing[] items, string? typedDate = null, string? typedMinutes = null) => page.Render(builder =>
    {
        builder.OpenComponent<MudSnackbarProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<Viewings>(1);
        builder.AddComponentParameter(2, nameof(Viewings.Movie), new MovieCard(movie, "Low Tide", "", [], null, null, 0, null));
        builder.AddComponentParameter(3, nameof(Viewings.RuntimeMinutes), 104);
        builder.AddComponentParameter(4, nameof(Viewings.Items), items);
        builder.AddComponentParameter(5, nameof(Viewings.TypedDate), typedDate);
        builder.AddComponentParameter(6, nameof(Viewings.TypedMinutes), typedMinutes);
        builder.CloseComponent();
    });
}
