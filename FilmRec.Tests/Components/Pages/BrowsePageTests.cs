using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.Browse;
using Microsoft.Extensions.DependencyInjection;

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
        chips.Select(chip => (chip.TextContent, chip.GetAttribute("href"))).ShouldBe(
        [
            ("Drama, included", "/browse?exclude=Horror&exclude=Drama"),
            ("Horror, left out", "/browse?genre=Drama"),
            ("Crime, 1 film", "/browse?genre=Drama&genre=Crime&exclude=Horror"),
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

        var browse = page.Open<BrowsePage>("/browse?q=static&genre=Drama&min=3");

        browse.Find(".empty h2").TextContent.ShouldBe("No film called “static” in Drama, with 3 stars or more");
        browse.FindAll(".empty a").Select(link => (link.TextContent, link.GetAttribute("href"))).ShouldBe(
        [
            ("Drop the stars filter", "/browse?q=static&genre=Drama"), ("Any genre", "/browse?q=static&min=3"), ("Drop the search", "/browse?genre=Drama&min=3"), ("All films", "/browse"),
        ]);
    }

    [Fact]
    public async Task A_search_alone_without_a_hit_names_the_closest_titles()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?q=harbouring+palest");

        browse.Find("[role=status] h2").TextContent.ShouldBe("No film is called “harbouring palest”");
        browse.Find(".empty p").TextContent.ShouldStartWith("Closest titles: Pale Harbour (2000)");
        browse.Find(".empty p a").GetAttribute("href").ShouldBe("/movies/2");
    }

    [Fact]
    public async Task A_misspelled_search_says_that_it_guesses()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?q=harbuor");

        browse.Find("[role=status]").TextContent.ShouldBe("No film is called “harbuor”. 1 film comes close");
        browse.FindAll(".card a.t").Select(link => link.TextContent).ShouldBe(["Pale Harbour"]);
    }

    [Fact]
    public async Task Decades_are_links_with_their_counts()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?decade=2010");

        browse.Find("[role=status]").TextContent.ShouldBe("1 film from the 2010s");
        browse.FindAll("[aria-label=Decades] a").Select(chip => (chip.TextContent, chip.GetAttribute("href")))
            .ShouldBe([("2010s, chosen, 1 film", "/browse"), ("2000s, 2 films", "/browse?decade=2000&decade=2010")]);
    }

    [Fact]
    public async Task Several_genres_can_be_alternatives()
    {
        await using var page = await FilledAsync();

        var all = page.Open<BrowsePage>("/browse?genre=Crime&genre=Horror");
        all.Find(".empty h2").TextContent.ShouldBe("No film in Crime and Horror");
        all.FindAll("a.chip").Single(chip => chip.TextContent == "Any of these").GetAttribute("href").ShouldBe("/browse?genre=Crime&genre=Horror&mode=any");
        page.Open<BrowsePage>("/browse?genre=Crime&genre=Horror&mode=any").Find("[role=status]").TextContent.ShouldBe("2 films in Crime or Horror");
    }

    [Fact]
    public async Task A_viewer_leaves_out_what_they_have_seen_and_looks_at_their_watchlist()
    {
        await using var page = await FilledAsync();
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 1, halfStars: 9);
        await page.World.History.AddAsync(viewer, 2, null, null, null, Xunit.TestContext.Current.CancellationToken);
        await page.World.Services.GetRequiredService<Watchlist>().AddAsync(viewer, 3, Xunit.TestContext.Current.CancellationToken);

        Titles("/browse?unseen=1").ShouldBe(["Static"]);
        Titles("/browse?list=watchlist").ShouldBe(["Static"]);
        Titles("/browse?unseen=1&list=watchlist&genre=Drama").ShouldBeEmpty();
        page.Open<BrowsePage>("/browse?unseen=1").Find("a.chip[aria-label='Not seen yet, chosen']").GetAttribute("href").ShouldBe("/browse");

        IEnumerable<string> Titles(string address) => [.. page.Open<BrowsePage>(address).FindAll(".card a.t").Select(link => link.TextContent)];
    }

    [Fact]
    public async Task For_a_visitor_nothing_is_seen_and_there_is_no_watchlist()
    {
        await using var page = await FilledAsync();

        var browse = page.Open<BrowsePage>("/browse?unseen=1&list=watchlist&sort=guess");

        browse.FindAll(".card").Count.ShouldBe(3);
        browse.FindAll("a.chip").ShouldNotContain(chip => chip.TextContent == "Not seen yet" || chip.TextContent == "My watchlist");
        browse.FindAll("a").ShouldNotContain(link => link.TextContent == "Our guess for me");
    }

    [Fact]
    public async Task Several_pages_stand_below_each_other_when_the_address_says_so()
    {
        await using var page = await PageWorld.CreateAsync();
        for (int n = 0; n < 100; n++)
        {
            await page.World.AddMovieAsync($"Film {n}", ratings: 1000 - n);
        }

        var first = page.Open<BrowsePage>("/browse");
        first.FindAll(".card").Count.ShouldBe(42);
        first.Find("a.more").GetAttribute("href").ShouldBe("/browse?through=2");
        first.Find("a.more").GetAttribute("data-more").ShouldBe("/browse?page=2");

        var two = page.Open<BrowsePage>("/browse?through=2");
        two.FindAll(".card a.t").Select(link => link.TextContent).ShouldBe(Enumerable.Range(0, 84).Select(n => $"Film {n}"));
        two.Find(".pager-row p").TextContent.ShouldBe("1 to 84 of 100");
        two.FindAll("[aria-current=page]").Select(link => link.TextContent).ShouldBe(["1", "2"]);

        var last = page.Open<BrowsePage>("/browse?page=2&through=3");
        last.FindAll(".card").Count.ShouldBe(58);
        last.FindAll("a.more").ShouldBeEmpty();
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
