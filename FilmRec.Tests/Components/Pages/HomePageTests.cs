using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.Home;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages;

public sealed class HomePageTests
{
    [Fact]
    public async Task A_visitor_is_invited_and_sees_what_is_popular_and_new()
    {
        await using var page = await FilledAsync(14);

        var home = page.Open<HomePage>("/");

        home.Find("h1").TextContent.ShouldBe("Films you will like, and why");
        home.FindAll("h2").Select(title => title.TextContent).ShouldBe(["Most rated"]);
        home.Find(".invite a.solid").GetAttribute("href").ShouldBe("/welcome");
        Titles(home).ShouldBeUnique();
    }

    [Fact]
    public async Task A_viewer_without_ratings_is_told_how_to_begin_and_offered_a_start()
    {
        await using var page = await FilledAsync(40);
        await page.LogInAsync();

        var home = page.Open<HomePage>("/");

        home.Find("h1").TextContent.ShouldBe("Your list starts with one rating");
        home.Find(".invite a.solid").GetAttribute("href").ShouldBe("/welcome");
        home.FindAll("h2")[0].TextContent.ShouldBe("To begin with");
        Titles(home).ShouldBeUnique();
    }

    [Fact]
    public async Task A_viewer_with_ratings_sees_one_film_first_then_a_row_with_reasons_and_nothing_rated()
    {
        await using var page = await FilledAsync(40);
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 3, halfStars: 9);

        var home = page.Open<HomePage>("/");

        home.Find("[aria-label='First for you'] h1").TextContent.ShouldNotBeNullOrEmpty();
        home.Find(".sec-h h2").TextContent.ShouldBe("For you");
        home.Find(".sec-h p").TextContent.ShouldBe("Fresh since your last rating, just now");
        home.FindAll(".rail")[0].QuerySelectorAll(".reason").Length.ShouldBe(HomeRow.Most);
        Titles(home).ShouldBeUnique();
        Titles(home).ShouldNotContain("Film 3");
    }

    [Fact]
    public async Task An_empty_catalogue_leaves_the_rows_out()
    {
        await using var page = await PageWorld.CreateAsync();

        var home = page.Open<HomePage>("/");

        home.Find("h1").TextContent.ShouldBe("Films you will like, and why");
        home.FindAll("h2").ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_films_are_on_their_way_there_are_skeletons()
    {
        await using var page = await FilledAsync(5);
        page.KeepWaiting();

        var home = page.Opening<HomePage>("/");

        home.Find(".rail").GetAttribute("aria-busy").ShouldBe("true");
        home.FindAll(".poster.skel").Count.ShouldBe(15);
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("movies");

        page.Open<HomePage>("/").Find("[role=alert] h2").TextContent.ShouldBe("The films did not arrive");
    }

    [Fact]
    public async Task Who_is_logged_in_can_rate_and_mark_on_every_card_and_a_visitor_on_none()
    {
        await using var page = await FilledAsync(40);
        page.Open<HomePage>("/").FindAll(".acts").ShouldBeEmpty();
        await page.LogInAsync();

        var home = page.Open<HomePage>("/");

        home.FindAll(".card .acts").Count.ShouldBe(home.FindAll(".card").Count);
        home.FindAll(".card [data-mark=hidden]").Count.ShouldBe(home.FindAll(".card").Count);
    }

    [Fact]
    public async Task Films_on_the_watchlist_have_a_badge()
    {
        await using var page = await FilledAsync(40);
        int viewer = await page.LogInAsync();
        await page.Services.GetRequiredService<Watchlist>().AddAsync(viewer, 20, Xunit.TestContext.Current.CancellationToken);

        var card = page.Open<HomePage>("/").Find("[data-film='20']");

        card.ClassList.ShouldContain("listed");
        card.QuerySelector("[data-mark=watchlist]")!.GetAttribute("aria-pressed").ShouldBe("true");
    }

    private static List<string> Titles(IRenderedComponent<HomePage> home) => [.. home.FindAll(".tonight h1, .card a.t").Select(title => title.TextContent)];

    private static async Task<PageWorld> FilledAsync(int movies)
    {
        var page = await PageWorld.CreateAsync();
        for (int n = 1; n <= movies; n++)
        {
            await page.World.AddMovieAsync($"Film {n}", 1950 + n, ["Drama"], ratings: 200 - n, stars: 3.5);
        }

        return page;
    }
}
