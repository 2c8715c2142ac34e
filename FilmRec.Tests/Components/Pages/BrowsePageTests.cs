using Bunit;
using FilmRec.Web.Components.Pages.Browse;

namespace FilmRec.Tests.Components.Pages;

public sealed class BrowsePageTests
{
    [Fact]
    public async Task It_lists_films_with_a_sentence_that_counts_them()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?genre=Drama");

        browse.Find("[role=status]").TextContent.ShouldBe("2 films in Drama");
        browse.FindAll(".card a.t").Select(link => link.TextContent).ShouldBe(["Low Tide", "Pale Harbour"]);
    }

    [Fact]
    public async Task Every_genre_is_a_link_that_turns_its_filter()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?genre=Drama&exclude=Horror");

        var chips = browse.FindAll("[aria-label=Genres] a.chip");
        chips.Select(chip => (chip.GetAttribute("aria-label"), chip.GetAttribute("href"))).ShouldBe(
        [
            ("Drama, included", "/browse?exclude=Horror&exclude=Drama"),
            ("Horror, left out", "/browse?genre=Drama"),
            ("Crime", "/browse?genre=Drama&genre=Crime&exclude=Horror"),
        ]);
    }

    [Fact]
    public async Task The_forms_keep_the_other_filters()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?q=tide&genre=Drama&min=3");

        browse.FindAll("form[role=search] input[type=hidden]").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}")
            .ShouldBe(["genre=Drama", "min=3"]);
        browse.FindAll("form.years input[type=hidden]").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}")
            .ShouldBe(["q=tide", "genre=Drama", "min=3"]);
    }

    [Fact]
    public async Task A_search_without_a_hit_names_the_words_and_ways_out()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?q=harbuor&genre=Drama");

        browse.Find(".empty h2").TextContent.ShouldBe("No film called “harbuor” in Drama");
        browse.FindAll(".empty a").Select(link => (link.TextContent, link.GetAttribute("href")))
            .ShouldBe([("Any genre", "/browse?q=harbuor"), ("Drop the search", "/browse?genre=Drama")]);
    }

    [Fact]
    public async Task A_search_alone_without_a_hit_is_a_plain_sentence()
    {
        await using var page = await FilledAsync();

        page.Open<BrowsePage>("/browse?q=harbuor").Find("[role=status] h2").TextContent.ShouldBe("No film is called “harbuor”");
    }

    [Fact]
    public async Task An_empty_catalogue_says_so()
    {
        await using var page = await PageWorld.CreateAsync();

        page.Open<BrowsePage>("/browse").Find(".empty h2").TextContent.ShouldBe("The catalogue is empty");
    }

    [Fact]
    public async Task A_page_beyond_the_end_leads_back_to_the_first()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?page=9");

        browse.Find(".empty h2").TextContent.ShouldBe("There is no page 9");
        browse.Find(".empty a").GetAttribute("href").ShouldBe("/browse");
    }

    [Fact]
    public async Task While_the_films_are_on_their_way_there_are_skeletons()
    {
        await using var page = await FilledAsync();
        page.KeepWaiting();

        var browse = page.Opening<BrowsePage>("/browse");

        browse.Find(".grid").GetAttribute("aria-busy").ShouldBe("true");
        browse.FindAll(".poster.skel").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page_and_offers_another_try()
    {
        await using var page = await FilledAsync();
        await page.BreakAsync("movies");

        var browse = page.Open<BrowsePage>("/browse?q=tide");

        browse.Find("[role=alert] h2").TextContent.ShouldBe("The films did not arrive");
        browse.Find("[role=alert] a").GetAttribute("href").ShouldEndWith("/browse?q=tide");
        browse.Find("h1").TextContent.ShouldBe("Browse");
    }

    [Fact]
    public async Task A_viewer_sees_their_own_stars_on_films_they_rated()
    {
        await using var page = await FilledAsync();
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 1, halfStars: 9);

        var browse = page.Open<BrowsePage>("/browse?q=low");

        browse.Find(".card [role=img]").GetAttribute("aria-label").ShouldBe("You: 4.5 of 5 stars");
    }

    private static async Task<PageWorld> FilledAsync()
    {
        var page = await PageWorld.CreateAsync();
        await page.World.AddMovieAsync("Low Tide", 2004, ["Drama"], ratings: 90, stars: 4);
        await page.World.AddMovieAsync("Pale Harbour", 2000, ["Drama", "Crime"], ratings: 50, stars: 3);
        await page.World.AddMovieAsync("Static", 2017, ["Horror"], ratings: 10, stars: 2);
        return page;
    }
}
