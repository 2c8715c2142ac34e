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
        mine.Find(".head p").TextContent.ShouldBe("2 films since March 2026. 3.3 stars on average.");
    }

    [Fact]
    public async Task Heads_sort_by_link_and_say_so()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("Low Tide", 9), ("Static", 4), ("Gravel", 6));

        var mine = page.Open<MyRatingsPage>("/ratings?sort=stars");

        mine.FindAll("tbody .film").Select(link => link.TextContent).ShouldBe(["Low Tide", "Gravel", "Static"]);
        mine.FindAll("th[aria-sort]").Single().TextContent.Trim().ShouldBe("Your stars");
        mine.FindAll("th a").Select(link => link.GetAttribute("href")).ShouldBe(["/ratings?sort=title", "/ratings?sort=stars", "/ratings?sort=everyone", "/ratings"]);
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
    public async Task Filters_are_in_the_address_and_said_in_a_sentence()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("Low Tide", 9), ("Static", 4), ("High Tide", 4));

        var mine = page.Open<MyRatingsPage>("/ratings?q=tide&genre=drama&stars=2&decade=2004&rated=2026&sort=difference");

        mine.FindAll("tbody .film").Select(link => link.TextContent).ShouldBe(["High Tide"]);
        mine.Find(".found").TextContent.ShouldBe(
            "1 of your 3 films: called “tide”, in drama, from the 2000s, rated 2 stars and rated in 2026; biggest difference from everyone first.");
        mine.FindAll("select").Select(select => select.QuerySelector("option[selected]")?.GetAttribute("value")).ShouldBe(["Drama", "2", "2000", "2026", "difference"]);
        mine.FindAll("form a").Single().GetAttribute("href").ShouldBe("/ratings?sort=difference");
    }

    [Fact]
    public async Task Five_ratings_make_pictures_with_tables_for_those_who_listen()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("A", 9), ("B", 4), ("C", 9), ("D", 10), ("E", 1));

        var mine = page.Open<MyRatingsPage>("/ratings");

        mine.FindAll(".pictures h2").Select(head => head.TextContent).ShouldBe(["How you use the stars", "By decade of the film", "You ● and everyone ●"]);
        mine.Find("[aria-labelledby=star-use] svg").GetAttribute("aria-label").ShouldBe("Your ratings by stars, most at 4½ stars");
        mine.FindAll("[aria-labelledby=star-use] tbody td").Select(cell => cell.TextContent).ShouldContain("4½ stars");
        mine.Find("[aria-labelledby=genres] tbody").TextContent.ShouldContain("Drama");
        mine.Find("[aria-labelledby=decades] p").TextContent.ShouldStartWith("All films with a known year are from the 2000s, 3.3 stars on average.");
    }

    [Fact]
    public async Task Four_ratings_make_none_yet_and_it_says_how_many_are_missing()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("A", 9), ("B", 4), ("C", 9), ("D", 10));

        page.Open<MyRatingsPage>("/ratings").Find(".soon").TextContent.ShouldBe("Pictures of your taste appear here after 5 ratings: 1 more.");
    }

    [Fact]
    public async Task Films_that_one_sees_differently_from_others_are_listed_both_ways()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        for (int n = 0; n < 5; n++)
        {
            await page.RateAsync(viewer, await page.World.AddMovieAsync($"Film {n}", 1960 + (n * 10), ["Drama"], ratings: 20, stars: n < 2 ? 1 : 5), n < 2 ? 10 : 3);
        }

        var lists = page.Open<MyRatingsPage>("/ratings").FindAll(".differences ol");

        lists[0].QuerySelectorAll(".film").Select(film => film.TextContent).ShouldBe(["Film 1", "Film 0"]);
        lists[1].QuerySelectorAll(".film").Length.ShouldBe(3);
        lists[0].QuerySelector(".you")!.TextContent.ShouldBe("5 stars from you");
    }

    [Fact]
    public async Task The_page_takes_six_queries_at_most()
    {
        await using var page = await PageWorld.CreateAsync();
        await RatedAsync(page, ("A", 9), ("B", 4), ("C", 9), ("D", 10), ("E", 1));
        await page.World.Catalog.SizeAsync(Xunit.TestContext.Current.CancellationToken); // the catalogue's index is read once for all pages
        page.World.Queries.Clear();

        page.Open<MyRatingsPage>("/ratings?q=a&genre=drama");

        page.World.Queries.Commands.Count.ShouldBeLessThanOrEqualTo(6);
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
