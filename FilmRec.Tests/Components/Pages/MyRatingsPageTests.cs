using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.MyRatings;

namespace FilmRec.Tests.Components.Pages;

public sealed class MyRatingsPageTests
{
    [Fact]
    public async Task It_lists_the_own_ratings_latest_first_with_stars_that_can_be_changed()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("Low Tide", 9), ("Static", 4));

        var mine = page.Open<MyRatingsPage>("/ratings");

        mine.FindAll("tbody .film").Select(link => link.TextContent).ShouldBe(["Static", "Low Tide"]);
        mine.FindAll("tbody [role=slider]").Select(slider => slider.GetAttribute("aria-valuenow")).ShouldBe(["2", "4.5"]);
        mine.Find(".head p").TextContent.ShouldBe("2 films since March 2026, 3.3 stars on average.");
    }

    [Fact]
    public async Task Heads_sort_by_link_and_say_so()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("Low Tide", 9), ("Static", 4), ("Gravel", 6));

        var mine = page.Open<MyRatingsPage>("/ratings?sort=stars");

        mine.FindAll("tbody .film").Select(link => link.TextContent).ShouldBe(["Low Tide", "Gravel", "Static"]);
        mine.FindAll("th[aria-sort]").Single().TextContent.Trim().ShouldBe("Your stars");
        mine.FindAll("th a").Select(link => link.GetAttribute("href")).ShouldBe(["/ratings?sort=title", "/ratings?sort=stars", "/ratings"]);
    }

    [Fact]
    public async Task A_change_in_the_table_is_written_down()
    {
        await using var page = await PageWorld.CreateAsync();
        var (viewer, movies) = await RatedAsync(page, ("Low Tide", 9));
        var mine = page.Open<MyRatingsPage>("/ratings");

        mine.FindAll("tbody .halves > i")[5].Click();

        mine.WaitForAssertion(() => mine.Find("tbody [role=slider]").GetAttribute("aria-busy").ShouldBeNull());
        (await page.RatingAsync(viewer, movies[0]))!.Stars.ShouldBe(Stars.OfHalfStars(6));
    }

    [Fact]
    public async Task Without_ratings_it_says_how_to_begin()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        var mine = page.Open<MyRatingsPage>("/ratings");

        mine.Find(".empty h2").TextContent.ShouldBe("Your list starts with one rating");
        mine.Find(".empty a").GetAttribute("href").ShouldBe("/browse");
    }

    [Fact]
    public async Task A_filter_without_a_hit_keeps_the_way_back()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("Low Tide", 9));

        var mine = page.Open<MyRatingsPage>("/ratings?q=harbuor");

        mine.Find(".empty h2").TextContent.ShouldBe("None of your films is called “harbuor”");
        mine.Find(".empty a").GetAttribute("href").ShouldBe("/ratings");
    }

    [Fact]
    public async Task While_they_are_on_their_way_there_is_a_skeleton()
    {
        await using var page = await PageWorld.CreateAsync();
        page.KeepWaiting();

        page.Opening<MyRatingsPage>("/ratings").Find("[aria-busy=true]").TextContent.ShouldContain("Loading your ratings");
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();
        await page.BreakAsync("ratings");

        page.Open<MyRatingsPage>("/ratings").Find("[role=alert] h2").TextContent.ShouldBe("Your ratings did not arrive");
    }

    private static async Task<(int Viewer, List<int> Movies)> RatedAsync(PageWorld page, params (string Title, int HalfStars)[] ratings)
    {
        int viewer = await page.LogInAsync();
        var movies = new List<int>();
        foreach (var (title, halfStars) in ratings)
        {
            int movie = await page.World.AddMovieAsync(title, 2004, ["Drama"]);
            movies.Add(movie);
            await page.RateAsync(viewer, movie, halfStars);
            page.World.Clock.Advance(TimeSpan.FromHours(1));
        }

        return (viewer, movies);
    }
}
