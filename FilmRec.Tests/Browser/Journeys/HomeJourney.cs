using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>What can be done from a card, without opening the film and without a connection.</summary>
[Collection(BrowserTests.Name)]
public sealed class HomeJourney(BrowserSite site)
{
    private const string ForYou = "For you";

    [Fact]
    public async Task A_film_is_rated_on_its_card_and_Undo_takes_it_back()
    {
        await using var viewer = await WithRatingsAsync("home-rates");
        var card = viewer.Home.Card(ForYou, 2);

        await viewer.Home.RateAsync(ForYou, 2, 7);

        await Expect(card).ToHaveAttributeAsync("data-half", "7");
        await Expect(card.GetByLabel("You: 3.5 of 5 stars")).ToBeVisibleAsync();
        await Expect(card.Locator(".pred")).ToBeHiddenAsync();
        await Expect(viewer.Home.Toast).ToContainTextAsync("3½ stars");
        await viewer.Home.UndoAsync();
        await Expect(viewer.Home.Toast).ToContainTextAsync("is not rated any more");
        await Expect(card.Locator(".pred")).ToBeVisibleAsync();

        string title = await card.Locator("a.t").InnerTextAsync();
        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.MyRatings.Rows.First.Locator("[role=slider]")).ToBeVisibleAsync();
        (await viewer.MyRatings.ReadAsync()).Keys.ShouldNotContain(title);
    }

    [Fact]
    public async Task The_keyboard_rates_on_a_card_and_the_rating_stays()
    {
        await using var viewer = await WithRatingsAsync("home-keys");
        var card = viewer.Home.Card(ForYou, 1);
        string title = await card.Locator("a.t").InnerTextAsync();
        await card.Locator("a.t").FocusAsync();
        for (int stop = 0; stop < 3; stop++)
        {
            await viewer.Page.Keyboard.PressAsync("Tab"); // the watchlist, not interested, the stars
        }

        await Expect(card.GetByRole(AriaRole.Slider)).ToBeFocusedAsync();
        await viewer.Page.Keyboard.PressAsync("4");
        await viewer.Page.Keyboard.PressAsync("ArrowRight");

        await Expect(viewer.Home.Toast).ToContainTextAsync("4½ stars");
        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.MyRatings.Rows.First.Locator("[role=slider]")).ToBeVisibleAsync();
        (await viewer.MyRatings.ReadAsync())[title].ShouldBe("4 and a half stars");
    }

    [Fact]
    public async Task A_hidden_film_keeps_its_place_until_the_page_is_left()
    {
        await using var viewer = await WithRatingsAsync("home-hides");
        var (gone, back) = (viewer.Home.Card(ForYou, 2), viewer.Home.Card(ForYou, 3));
        string title = await gone.Locator("a.t").InnerTextAsync();
        var before = await viewer.Home.TitlesAsync(ForYou);

        await viewer.Home.HideAsync(ForYou, 3);
        await back.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(back.GetByText("Not interested", new() { Exact = true })).ToHaveCountAsync(0);
        await viewer.Home.HideAsync(ForYou, 2);
        await Expect(gone.GetByText("Not interested", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(viewer.Home.Toast).ToContainTextAsync("will not be suggested again");
        (await viewer.Home.TitlesAsync(ForYou)).ShouldBe(before);

        await viewer.Home.OpenAsync();
        (await viewer.Home.AllTitlesAsync()).ShouldNotContain(title);
    }

    [Fact]
    public async Task A_film_goes_on_the_watchlist_and_the_badge_is_there_again()
    {
        await using var viewer = await WithRatingsAsync("home-lists");
        var card = viewer.Home.Card(ForYou, 2);
        string title = await card.Locator("a.t").InnerTextAsync();

        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = $"Watchlist: {title}" }).ClickAsync();
        await Expect(viewer.Home.Toast).ToContainTextAsync("is on your watchlist");

        await viewer.Home.OpenAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Button, new() { Name = $"Watchlist: {title}", Pressed = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_mark_that_cannot_be_saved_is_put_back_and_said()
    {
        await using var viewer = await WithRatingsAsync("home-fails");
        viewer.Expected = "503";
        await viewer.Page.RouteAsync("**/watchlist", route => route.FulfillAsync(new() { Status = 503 }));
        var card = viewer.Home.Card(ForYou, 1);

        await card.HoverAsync();
        await card.Locator("[data-mark=watchlist]").ClickAsync();

        await Expect(viewer.Home.Toast).ToContainTextAsync("this could not be saved");
        await Expect(card.Locator("[data-mark=watchlist]")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task A_toast_waits_while_somebody_points_at_it_and_then_goes()
    {
        await using var viewer = await WithRatingsAsync("home-toasts");
        await viewer.Page.Clock.InstallAsync();
        await viewer.Home.OpenAsync();
        await viewer.Home.HideAsync(ForYou, 1);
        await Expect(viewer.Home.Toast).ToBeVisibleAsync();

        await viewer.Home.Toast.HoverAsync();
        await viewer.Page.Clock.FastForwardAsync(20_000);
        await Expect(viewer.Home.Toast).ToBeVisibleAsync();
        await viewer.Home.Toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).FocusAsync();
        await viewer.Home.First.HoverAsync();
        await viewer.Page.Clock.FastForwardAsync(20_000);
        await Expect(viewer.Home.Toast).ToBeVisibleAsync();
        await viewer.Page.EvaluateAsync("document.activeElement.blur()");
        await viewer.Page.Clock.FastForwardAsync(100);
        await viewer.Page.Clock.FastForwardAsync(7_000);

        await Expect(viewer.Home.Toast).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_long_press_opens_what_a_pointer_would_and_does_not_follow_the_link()
    {
        await using var viewer = await WithRatingsAsync("home-presses");
        var card = viewer.Home.Card(ForYou, 1);
        const string Touch = "{ bubbles: true, cancelable: true, pointerType: 'touch', clientX: 60, clientY: 60 }";

        await card.Locator("a.t").EvaluateAsync($"link => link.dispatchEvent(new PointerEvent('pointerdown', {Touch}))");
        await Expect(card).ToContainClassAsync("lifted");
        await card.Locator("a.t").EvaluateAsync($"link => {{ link.dispatchEvent(new PointerEvent('pointerup', {Touch})); link.click(); }}");

        await Expect(card.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();
        new Uri(viewer.Page.Url).PathAndQuery.ShouldBe("/");
        await viewer.Home.First.EvaluateAsync($"hero => hero.dispatchEvent(new PointerEvent('pointerdown', {Touch}))");
        await Expect(card).Not.ToContainClassAsync("lifted");
    }

    [Fact]
    public async Task A_row_is_moved_by_its_buttons_and_by_keys()
    {
        await using var viewer = await WithRatingsAsync("home-rows");
        var row = viewer.Home.Row(ForYou);
        var rail = row.Locator(".rail");
        await row.HoverAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "For you: back" })).ToHaveAttributeAsync("aria-disabled", "true");

        await row.GetByRole(AriaRole.Button, new() { Name = "For you: on" }).ClickAsync();
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "For you: back" })).ToHaveAttributeAsync("aria-disabled", "false");
        (await rail.EvaluateAsync<double>("rail => rail.scrollLeft")).ShouldBeGreaterThan(500);

        await rail.FocusAsync();
        await viewer.Page.Keyboard.PressAsync("Home");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "For you: back" })).ToHaveAttributeAsync("aria-disabled", "true");
        await viewer.Page.Keyboard.PressAsync("End");
        await Expect(row.GetByRole(AriaRole.Button, new() { Name = "For you: on" })).ToHaveAttributeAsync("aria-disabled", "true");
    }

    [Fact]
    public async Task The_page_comes_and_its_buttons_work_after_moving_about_within_the_site()
    {
        await using var viewer = await WithRatingsAsync("home-moves");
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Browse" }).First.ClickAsync();
        await Expect(viewer.Browse.Result).ToBeVisibleAsync();
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Home" }).First.ClickAsync();
        await Expect(viewer.Home.First).ToBeVisibleAsync();
        new Uri(viewer.Page.Url).PathAndQuery.ShouldBe("/");

        await viewer.Home.RateAsync(ForYou, 1, 9);
        await Expect(viewer.Home.Toast).ToContainTextAsync("4½ stars");
    }

    [Fact]
    public async Task Without_a_script_cards_are_small_forms()
    {
        await using var viewer = await site.ComesAsync(script: false);
        await viewer.Account.RegisterAsync("home-plain");
        await viewer.Film.OpenAsync(2);
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "5 stars", Exact = true }).ClickAsync();
        await viewer.Home.OpenAsync();
        await Expect(viewer.Home.First).ToBeVisibleAsync();

        var card = viewer.Home.Card(ForYou, 1);
        string title = await card.Locator("a.t").InnerTextAsync();
        await viewer.Home.HideAsync(ForYou, 1);
        await Expect(viewer.Home.First).ToBeVisibleAsync();
        new Uri(viewer.Page.Url).PathAndQuery.ShouldBe("/");
        (await viewer.Home.AllTitlesAsync()).ShouldNotContain(title);

        card = viewer.Home.Card(ForYou, 1);
        title = await card.Locator("a.t").InnerTextAsync();
        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = $"Rate {title}: 4 stars" }).ClickAsync();
        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.MyRatings.Rows).ToHaveCountAsync(2);
    }

    private async Task<Person> WithRatingsAsync(string name)
    {
        var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync(name);
        foreach (int film in new[] { 3, 8 })
        {
            await viewer.Film.OpenAsync(film);
            await Expect(viewer.Film.Stars).ToBeVisibleAsync();
            await viewer.Film.RateAsync(10);
        }

        await viewer.Home.OpenAsync();
        await Expect(viewer.Home.First).ToBeVisibleAsync();
        return viewer;
    }
}
