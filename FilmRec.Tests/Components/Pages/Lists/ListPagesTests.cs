using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Lists;

public sealed class ListPagesTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_watchlist_shows_what_was_added_last_first_each_with_the_button_that_takes_it_off()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        await AddAsync(page, viewer, "Static", "Gravel", "The Arch");

        var shown = page.Open<WatchlistPage>("/watchlist");

        Titles(shown).ShouldBe(["The Arch", "Gravel", "Static"]);
        shown.Find(".head p").TextContent.ShouldBe("3 films that you want to watch.");
        var button = shown.Find(".marked button[data-mark=watchlist]");
        (button.GetAttribute("aria-pressed"), button.GetAttribute("value")).ShouldBe(("true", "false"));
        shown.Find("nav[aria-label='My films'] a[aria-current=page]").TextContent.ShouldBe("Watchlist");
        shown.FindAll("nav[aria-label=Order] a").Select(link => (link.GetAttribute("href"), link.GetAttribute("aria-current")))
            .ShouldBe([("/watchlist", "true"), ("/watchlist?sort=guess", null), ("/watchlist?sort=title", null)]);
    }

    [Theory]
    [InlineData("/watchlist?sort=title", "The Arch", "Gravel", "Static")]
    [InlineData("/watchlist?sort=guess", "Gravel", "The Arch", "Static")] // rated; then unknown, the latest first
    [InlineData("/watchlist?sort=nonsense&page=-3", "The Arch", "Gravel", "Static")]
    public async Task The_watchlist_can_be_ordered(string address, params string[] titles)
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        var ids = await AddAsync(page, viewer, "Static", "Gravel", "The Arch");
        await page.RateAsync(viewer, ids[1], 8);

        Titles(page.Open<WatchlistPage>(address)).ShouldBe(titles);
    }

    [Fact]
    public async Task A_page_behind_the_last_one_leads_back()
    {
        await using var page = await PageWorld.CreateAsync();
        await AddAsync(page, await page.LogInAsync(), "Static");

        page.Open<WatchlistPage>("/watchlist?page=9").Find(".empty a").GetAttribute("href").ShouldBe("/watchlist");
    }

    [Fact]
    public async Task What_is_hidden_is_listed_and_can_be_brought_back()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        int movie = await page.World.AddMovieAsync("Static");
        await page.World.Services.GetRequiredService<HiddenMovies>().HideAsync(viewer, movie, Token);

        var shown = page.Open<HiddenPage>("/not-interested");

        Titles(shown).ShouldBe(["Static"]);
        shown.Find(".head p").TextContent.ShouldStartWith("1 film that is not suggested to you.");
        shown.Find(".marked button[data-mark=hidden]").GetAttribute("value").ShouldBe("false");
    }

    [Fact]
    public async Task The_history_goes_by_months_with_days_lengths_stars_and_sums()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        int low = await page.World.AddMovieAsync("Low Tide");
        int high = await page.World.AddMovieAsync("High Tide");
        await page.RateAsync(viewer, high, 7);
        await page.World.History.AddAsync(viewer, low, SmallWorld.Start.AddHours(-1), Stars.OfHalfStars(9), 100, Token);
        await page.World.History.AddAsync(viewer, low, SmallWorld.Start.AddDays(-20), null, 100, Token);
        await page.World.History.AddAsync(viewer, high, SmallWorld.Start.AddDays(-21), null, null, Token);

        var shown = page.Open<HistoryPage>("/history");

        shown.Find(".head p").TextContent.ShouldBe("3 viewings of 2 films, 3 hours together without the 1 viewing whose length is not written down.");
        shown.FindAll(".month h2").Select(month => month.TextContent).ShouldBe(["March 2026", "February 2026"]);
        shown.FindAll(".month .sec-h p").Select(sum => sum.TextContent).ShouldBe(["1 viewing, 1 h 40 min", "2 viewings, 1 h 40 min"]);
        shown.FindAll(".viewing .film").Select(film => film.TextContent).ShouldBe(["Low Tide", "Low Tide", "High Tide"]);
        shown.FindAll(".viewing [role=img]").Select(stars => stars.GetAttribute("aria-label")).ShouldBe(["You: 4.5 of 5 stars", "You: 3.5 of 5 stars"]);
    }

    [Fact]
    public async Task A_month_begins_where_the_visitor_is()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        await page.World.History.AddAsync(viewer, movie, new DateTimeOffset(2026, 1, 31, 23, 30, 0, TimeSpan.Zero), null, null, Token);
        page.Services.GetRequiredService<FilmRec.Web.Components.Theme.VisitorTime>().Use("Europe/Berlin");

        page.Open<HistoryPage>("/history").Find(".month h2").TextContent.ShouldBe("February 2026");
    }

    [Fact]
    public async Task Removed_from_the_history_it_keeps_its_place()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await page.LogInAsync();
        int movie = await page.World.AddMovieAsync("Low Tide");
        await page.World.History.AddAsync(viewer, movie, SmallWorld.Start.AddDays(-3), null, 80, Token);
        var shown = page.Open<HistoryPage>("/history");

        shown.Find("form[action$=removal]").Submit();

        shown.WaitForElement(".viewing.removed");
        shown.Find(".month .sec-h p").TextContent.ShouldBe("0 viewings");
        (await page.World.History.ListAsync(viewer, new WatchQuery(), Token)).Total.ShouldBe(0);
    }

    [Theory]
    [InlineData("7.1772366400000.90.0", "/movies/7/watches")]
    [InlineData("7.1772366400000.0.9", "/movies/7/watches")]
    [InlineData("7.no.90.0", null)]
    [InlineData("7.99999999999999999.90.0", null)]
    [InlineData("7.1772366400000.90.11", null)]
    [InlineData(null, null)]
    public async Task What_a_form_removed_can_be_had_back_by_a_form(string? removed, string? action)
    {
        await using var page = await PageWorld.CreateAsync();

        var note = page.Render<RemovedNote>(p => p.Add(n => n.Text, removed).Add(n => n.Return, "/history"));

        note.FindAll("form").Select(form => form.GetAttribute("action")).ShouldBe(action is null ? [] : [action]);
        note.FindAll("input[name=again]").Select(field => field.GetAttribute("value")).ShouldBe(action is null ? [] : [removed]);
    }

    [Theory]
    [InlineData(typeof(WatchlistPage), "Nothing on your watchlist yet")]
    [InlineData(typeof(HiddenPage), "You have not ruled any film out")]
    [InlineData(typeof(HistoryPage), "Nothing watched yet")]
    public async Task An_empty_list_says_how_it_is_filled(Type type, string title)
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        var shown = PageWorld.Loaded(Render(page, type));

        shown.Find(".empty h2").TextContent.ShouldBe(title);
        shown.FindAll(".empty a").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(WatchlistPage), "watchlist", "Your watchlist did not arrive")]
    [InlineData(typeof(HiddenPage), "hidden_movies", "This list did not arrive")]
    [InlineData(typeof(HistoryPage), "watch_history", "Your history did not arrive")]
    public async Task A_failure_stays_inside_the_page(Type type, string table, string title)
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();
        await page.BreakAsync(table);

        PageWorld.Loaded(Render(page, type)).Find("[role=alert] h2").TextContent.ShouldBe(title);
    }

    [Theory, InlineData(typeof(WatchlistPage)), InlineData(typeof(HiddenPage)), InlineData(typeof(HistoryPage))]
    public async Task While_a_list_is_on_its_way_there_is_a_skeleton(Type type)
    {
        await using var page = await PageWorld.CreateAsync();
        page.KeepWaiting();

        Render(page, type).Find("[aria-busy=true]").ShouldNotBeNull();
    }

    private static async Task<List<int>> AddAsync(PageWorld page, int viewer, params string[] titles)
    {
        var ids = new List<int>();
        foreach (string title in titles)
        {
            ids.Add(await page.World.AddMovieAsync(title));
            await page.World.Services.GetRequiredService<Watchlist>().AddAsync(viewer, ids[^1], Token);
            page.World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        return ids;
    }

    private static IRenderedComponent<IComponent> Render(PageWorld page, Type type) => page.Render(builder =>
    {
        builder.OpenComponent(0, type);
        builder.CloseComponent();
    });

    private static IEnumerable<string> Titles<TPage>(IRenderedComponent<TPage> shown)
        where TPage : IComponent
        => shown.FindAll(".marked .card a.t").Select(link => link.TextContent);
}
