using AngleSharp.Dom;
using Bunit;
using FilmRec.Core.Accounts;
using FilmRec.Core.Ratings;
using FilmRec.Web.Components.Pages.ForYou;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.ForYou;

public sealed class ForYouPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_visitor_is_invited_and_needs_no_connection()
    {
        await using var page = await FilledAsync(3);

        var forYou = Open(page, "/for-you");

        forYou.Find(".empty h2").TextContent.ShouldBe("Your list starts with one rating");
        forYou.Find(".empty a.solid").GetAttribute("href").ShouldBe("/welcome");
        forYou.FindComponents<ForYouList>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_viewer_without_ratings_is_invited_too()
    {
        await using var page = await FilledAsync(3);
        await page.LogInAsync();

        Open(page, "/for-you").Find(".empty a.solid").GetAttribute("href").ShouldBe("/welcome");
    }

    [Fact]
    public async Task A_viewer_sees_the_films_in_order_with_reasons_and_without_what_they_rated()
    {
        await using var page = await RatedAsync(30);

        var forYou = Open(page, "/for-you");

        forYou.Find(".head p").TextContent.ShouldBe("29 films in order, from your 1 rating. Rate one and the list moves.");
        Titles(forYou).Count.ShouldBe(ForYouFilter.PageSize);
        Titles(forYou).ShouldBeUnique();
        Titles(forYou).ShouldNotContain("Film 1");
        forYou.FindAll(".list .reason").Count.ShouldBe(ForYouFilter.PageSize);
        forYou.FindAll(".move").ShouldBeEmpty();
    }

    [Fact]
    public async Task Show_more_appends_the_rest_and_repeats_nothing()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");

        await PressAsync(() => Button(forYou, "Show more"));
        forYou.WaitForState(() => Titles(forYou).Count == 29);

        Titles(forYou).ShouldBeUnique();
        forYou.FindAll("button").ShouldNotContain(button => button.TextContent == "Show more");
        await page.DisposeComponentsAsync();
        Open(page, "/for-you?page=2").FindAll(".list > li").Count.ShouldBe(29);
    }

    [Fact]
    public async Task A_turned_chip_changes_the_list_says_what_moved_and_can_be_undone()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");
        var before = Titles(forYou);

        await PressAsync(() => Chip(forYou, "Comedy"));
        forYou.WaitForElement(".moved");

        Chip(forYou, "Comedy, included").GetAttribute("aria-pressed").ShouldBe("true");
        Titles(forYou).ShouldBeSubsetOf([.. Enumerable.Range(1, 30).Where(n => n % 3 == 0).Select(n => $"Film {n}")]);
        forYou.Find(".moved").TextContent.ShouldContain("since you included Comedy.");
        forYou.FindAll(".move.good").Count.ShouldBeGreaterThan(0);
        forYou.Find(".move.good .sr").TextContent.ShouldStartWith("up ");

        await PressAsync(() => Button(forYou, "Undo"));
        forYou.WaitForState(() => forYou.FindAll(".moved").Count == 0);
        Titles(forYou).ShouldBe(before);
        Chip(forYou, "Comedy").GetAttribute("aria-pressed").ShouldBe("false");
    }

    [Fact]
    public async Task A_slider_acts_after_a_rest_and_the_last_position_counts()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");

        var first = forYou.Find("input[name=from]").InputAsync(new ChangeEventArgs { Value = "1960" });
        var second = forYou.Find("input[name=from]").InputAsync(new ChangeEventArgs { Value = "1975" });
        forYou.WaitForState(() => forYou.Find(".years .l").TextContent.Contains("1975 to 1980", StringComparison.Ordinal));
        forYou.FindAll(".moved").ShouldBeEmpty();
        page.World.Clock.Advance(ForYouList.Rest);
        await Task.WhenAll(first, second);

        forYou.WaitForElement(".moved").TextContent.ShouldContain("since you set the years to 1975 to 1980.");
        Titles(forYou).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Genres_begin_with_what_the_viewer_likes_and_avoids()
    {
        await using var page = await FilledAsync(30);
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 1, halfStars: 9);
        await page.World.Preferences.SaveAsync(viewer, new ViewerPreferences(viewer) { FavouriteGenres = ["Drama"], AvoidedGenres = ["Comedy"] }, Token);

        var forYou = Open(page, "/for-you");

        Chip(forYou, "Drama, included").ShouldNotBeNull();
        Chip(forYou, "Comedy, left out").ClassList.ShouldContain("no");
        Titles(forYou).ShouldAllBe(title => Number(title) % 3 == 1);
        await page.DisposeComponentsAsync();
        Open(page, "/for-you?genre=").FindAll(".chip[aria-pressed=true]").ShouldBeEmpty();
    }

    [Fact]
    public async Task When_nothing_is_left_it_says_what_to_drop()
    {
        await using var page = await RatedAsync(30);

        var forYou = Open(page, "/for-you?genre=Comedy&from=1952&to=1952");

        forYou.Find(".empty h2").TextContent.ShouldBe("No film is left");
        forYou.FindAll(".empty button").Select(button => button.TextContent).ShouldBe(["Drop the years", "Drop Comedy"]);
        await PressAsync(() => Button(forYou, "Drop the years"));
        forYou.WaitForState(() => Titles(forYou).Count == 10);
    }

    [Fact]
    public async Task A_hidden_film_keeps_its_place_and_comes_back()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");
        var before = Titles(forYou);

        await PressAsync(() => forYou.FindAll("button[title='Not interested']")[2]);
        forYou.WaitForElement(".rec.gone");
        Titles(forYou).ShouldBe(before);
        forYou.FindAll(".list > li")[2].QuerySelector(".rec")!.ClassList.ShouldContain("gone");
        forYou.WaitForElement(".fresh .toast").TextContent.ShouldContain("Your list has changed");

        await PressAsync(() => forYou.Find(".undo"));
        forYou.WaitForState(() => forYou.FindAll(".rec.gone").Count == 0);
        var marks = await page.World.Services.GetRequiredService<HiddenMovies>().ListAsync(1, new MovieMarkQuery(), Token);
        marks.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_saved_is_taken_back_and_said()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");
        var toasts = page.Render<MudBlazor.MudSnackbarProvider>();
        await page.BreakAsync("watchlist");

        await PressAsync(() => forYou.FindAll("button[title=Watchlist]")[0]);

        toasts.WaitForState(() => toasts.Markup.Contains("this could not be saved", StringComparison.Ordinal));
        forYou.FindAll("button[title=Watchlist]")[0].GetAttribute("aria-pressed").ShouldBe("false");
    }

    [Fact]
    public async Task A_rating_in_another_window_offers_the_new_list()
    {
        await using var page = await FilledAsync(30);
        int viewer = await page.LogInAsync();
        await page.RateAsync(viewer, movie: 1, halfStars: 9);
        var forYou = Open(page, "/for-you");
        string first = Titles(forYou)[0];

        await page.RateAsync(viewer, movie: Number(first), halfStars: 10);
        forYou.WaitForElement(".fresh .toast");
        Titles(forYou)[0].ShouldBe(first);

        await PressAsync(() => Button(forYou, "Show it"));
        forYou.WaitForState(() => !Titles(forYou).Contains(first));
        forYou.FindAll(".fresh .toast").ShouldBeEmpty();
        forYou.Find(".moved").TextContent.ShouldContain("with what you have told since");
    }

    [Fact]
    public async Task Why_opens_in_place_one_at_a_time()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");

        await PressAsync(() => Why(forYou, 0));
        await PressAsync(() => Why(forYou, 1));
        forYou.WaitForState(() => forYou.FindAll(".open p").Count == 1);

        Why(forYou, 0).GetAttribute("aria-expanded").ShouldBe("false");
        Why(forYou, 1).GetAttribute("aria-expanded").ShouldBe("true");
        forYou.Find("#" + Why(forYou, 1).GetAttribute("aria-controls")).TextContent.ShouldContain("No single rating of yours stands behind it.");
        await PressAsync(() => Why(forYou, 1));
        forYou.FindAll(".open").ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_list_is_on_its_way_there_are_skeletons()
    {
        await using var page = await RatedAsync(5);
        var filter = new ForYouFilter();
        page.KeepWaiting();

        var list = page.Render<ForYouList>(parameters => parameters.Add(l => l.Filter, filter).Add(l => l.Start, filter).Add(l => l.Genres, []));
        page.World.Clock.Advance(ForYouList.Patience);
        list.WaitForElement("[aria-busy=true]");

        list.FindAll(".poster.skel").Count.ShouldBe(8);
    }

    [Fact]
    public async Task A_failure_stays_inside_the_page()
    {
        await using var page = await RatedAsync(5);
        await page.BreakAsync("hidden_movies");

        Open(page, "/for-you").Find("[role=alert] h2").TextContent.ShouldBe("The list did not arrive");
    }

    [Fact]
    public async Task A_change_that_fails_keeps_the_list_and_offers_to_try_again()
    {
        await using var page = await RatedAsync(30);
        var forYou = Open(page, "/for-you");
        var before = Titles(forYou);
        await page.BreakAsync("hidden_movies");

        await PressAsync(() => Chip(forYou, "Comedy"));
        forYou.WaitForElement(".moved.bad");
        Titles(forYou).ShouldBe(before);

        await page.MendAsync("hidden_movies");
        await PressAsync(() => Button(forYou, "Try again"));
        forYou.WaitForState(() => Titles(forYou).Count == 10);
        forYou.FindAll(".moved.bad").ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_it_is_connected_the_controls_are_links_and_a_form()
    {
        await using var page = await RatedAsync(30);
        page.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var forYou = Open(page, "/for-you?diversity=0.4");

        forYou.Find("form.sliders").GetAttribute("action").ShouldBe("/for-you");
        forYou.Find("input[name=diversity]").GetAttribute("value").ShouldBe("0.4");
        forYou.FindAll("a.chip").Single(chip => chip.TextContent == "Comedy").GetAttribute("href").ShouldBe("/for-you?genre=Comedy&diversity=0.4");
        forYou.FindAll("a.btn").Single(link => link.TextContent == "Show more").GetAttribute("href").ShouldBe("/for-you?diversity=0.4&page=2");
        forYou.FindAll(".list form.rate").Count.ShouldBe(ForYouFilter.PageSize);
        forYou.FindAll(".list button[data-mark]").Count.ShouldBe(2 * ForYouFilter.PageSize);
    }

    // Nothing is drawn before there is something to draw.
    private static IRenderedComponent<ForYouPage> Open(PageWorld world, string address)
    {
        var page = world.Opening<ForYouPage>(address);
        page.WaitForState(() => page.FindAll("h1").Count > 0, TimeSpan.FromSeconds(20));
        return page;
    }

    // A render between finding and clicking gives the element a new handler.
    private static async Task PressAsync(Func<IElement> find)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                await find().ClickAsync(new MouseEventArgs());
                return;
            }
            catch (Bunit.Rendering.UnknownEventHandlerIdException) when (tries < 10)
            {
            }
        }
    }

    private static int Number(string title) => int.Parse(title.AsSpan("Film ".Length), System.Globalization.CultureInfo.InvariantCulture);

    private static IElement Button(IRenderedComponent<ForYouPage> page, string text) => page.FindAll("button").Single(button => button.TextContent == text);

    private static IElement Chip(IRenderedComponent<ForYouPage> page, string name) => page.FindAll(".chip").Single(chip => chip.GetAttribute("aria-label") == name);

    private static IElement Why(IRenderedComponent<ForYouPage> page, int number) => page.FindAll("button[aria-expanded]")[number];

    private static List<string> Titles(IRenderedComponent<ForYouPage> page) => [.. page.FindAll(".list h3 a").Select(title => title.TextContent)];

    private static async Task<PageWorld> RatedAsync(int films)
    {
        var page = await FilledAsync(films);
        await page.RateAsync(await page.LogInAsync(), movie: 1, halfStars: 9);
        return page;
    }

    private static async Task<PageWorld> FilledAsync(int films)
    {
        var page = await PageWorld.CreateAsync();
        for (int n = 1; n <= films; n++)
        {
            await page.World.AddMovieAsync($"Film {n}", 1950 + n, [n % 3 == 0 ? "Comedy" : n % 3 == 1 ? "Drama" : "War"], ratings: 100 - n);
        }

        return page;
    }
}
