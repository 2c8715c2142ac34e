using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class ForYouJourney(BrowserSite site)
{
    [Fact]
    public async Task A_slider_moves_the_list_says_what_moved_and_can_be_undone()
    {
        await using var viewer = await RatedAsync("flora");
        await viewer.ForYou.OpenAsync();
        var before = await viewer.ForYou.TitlesAsync();

        await viewer.ForYou.SlideAsync("Diversity", "0.6");
        await Expect(viewer.ForYou.Note).ToContainTextAsync("since you turned diversity from 0 to 60.");
        await Expect(viewer.ForYou.Marks.First).ToBeVisibleAsync();
        var after = await viewer.ForYou.TitlesAsync();
        after.ShouldNotBe(before);
        after.ShouldBeUnique();
        viewer.Page.Url.ShouldEndWith("/for-you?diversity=0.6");

        await viewer.ForYou.UndoAsync();
        await Expect(viewer.ForYou.Note).ToHaveCountAsync(0);
        (await viewer.ForYou.TitlesAsync()).ShouldBe(before);
        viewer.Page.Url.ShouldEndWith("/for-you");

        await viewer.ForYou.OpenAsync("?diversity=0.6");
        (await viewer.ForYou.TitlesAsync()).ShouldBe(after);
    }

    [Fact]
    public async Task A_film_is_explained_hidden_and_brought_back_in_its_place()
    {
        await using var viewer = await RatedAsync("hugo");
        await viewer.ForYou.OpenAsync();
        var before = await viewer.ForYou.TitlesAsync();

        await viewer.ForYou.WhyAsync(2);
        await Expect(viewer.ForYou.OpenReasons.First).ToBeVisibleAsync();
        await viewer.ForYou.WhyAsync(3);
        await Expect(viewer.ForYou.Entries.Nth(1).Locator(".why")).ToHaveCountAsync(0);
        await Expect(viewer.ForYou.Entries.Nth(2).Locator(".rest")).ToContainTextAsync("Everyone gives it");
        (await viewer.BarriersAsync()).ShouldBeEmpty();

        await viewer.ForYou.HideAsync(3);
        await Expect(viewer.ForYou.Entries.Nth(2).Locator(".rec.gone")).ToBeVisibleAsync();
        await Expect(viewer.ForYou.Fresh).ToBeVisibleAsync();
        (await viewer.ForYou.TitlesAsync()).ShouldBe(before);
        await viewer.ForYou.BringBackAsync(3);
        await Expect(viewer.Page.Locator(".rec.gone")).ToHaveCountAsync(0);

        await viewer.ForYou.HideAsync(1);
        await Expect(viewer.ForYou.Entries.Nth(0).Locator(".rec.gone")).ToBeVisibleAsync();
        await viewer.ForYou.Fresh.GetByRole(AriaRole.Button, new() { Name = "Show it" }).ClickAsync();
        await Expect(viewer.Page.Locator(".list h3 a", new() { HasTextString = before[0] })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Show_more_repeats_nothing_and_the_address_shows_the_same_again()
    {
        await using var viewer = await RatedAsync("ines");
        await viewer.ForYou.OpenAsync();

        await viewer.ForYou.ShowMoreAsync();
        await Expect(viewer.ForYou.Entries).ToHaveCountAsync(40);
        await viewer.ForYou.ShowMoreAsync();
        await Expect(viewer.ForYou.Entries).ToHaveCountAsync(60);
        var titles = await viewer.ForYou.TitlesAsync();
        titles.ShouldBeUnique();

        viewer.Page.Url.ShouldEndWith("/for-you?page=3");
        await viewer.ForYou.OpenAsync("?page=3");
        (await viewer.ForYou.TitlesAsync()).ShouldBe(titles);
    }

    [Fact]
    public async Task On_a_phone_the_controls_are_a_sheet_that_keeps_the_focus_and_gives_it_back()
    {
        await using var viewer = await RatedAsync("jonas", onPhone: true);
        await viewer.ForYou.OpenAsync();
        var before = await viewer.ForYou.TitlesAsync();

        await viewer.ForYou.TuneAsync();
        await Expect(viewer.ForYou.Sheet).ToBeVisibleAsync();
        (await viewer.BarriersAsync()).ShouldBeEmpty();
        await viewer.ForYou.SlideAsync("Novelty", "0.9");
        await Expect(viewer.ForYou.Note).ToContainTextAsync("since you turned novelty from 0 to 90.");
        for (int n = 0; n < 8; n++)
        {
            await viewer.Page.Keyboard.PressAsync("Tab");
            (await viewer.Page.EvaluateAsync<bool>("document.activeElement === document.body || document.activeElement.closest('dialog') !== null")).ShouldBeTrue();
        }

        await viewer.Page.Keyboard.PressAsync("Escape");
        await Expect(viewer.ForYou.Sheet).ToHaveCountAsync(0);
        await Expect(viewer.Page.Locator("button.tune")).ToBeFocusedAsync();
        (await viewer.ForYou.TitlesAsync()).ShouldNotBe(before);
        (await viewer.OverflowAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_script_the_controls_are_a_form_and_links()
    {
        await using var viewer = await site.ComesAsync(script: false);
        await viewer.Account.RegisterAsync("karin");
        await viewer.Page.GotoAsync("/movies/2");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "4 and a half stars", Exact = true }).ClickAsync();

        await viewer.Page.GotoAsync("/for-you");
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Drama", Exact = true }).ClickAsync();
        await viewer.ForYou.SlideAsync("Diversity", "0.4");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Show this list" }).ClickAsync();

        viewer.Page.Url.ShouldContain("genre=Drama");
        viewer.Page.Url.ShouldContain("diversity=0.4");
        await Expect(viewer.ForYou.Entries).ToHaveCountAsync(20);
        (await viewer.Page.Locator(".list p.muted").AllTextContentsAsync()).ShouldAllBe(facts => facts.Contains("Drama"));
    }

    private async Task<Person> RatedAsync(string name, bool onPhone = false)
    {
        var viewer = await site.ComesAsync(onPhone);
        await viewer.Account.RegisterAsync(name);
        await viewer.Welcome.ConnectedAsync();
        int[] halfStars = [10, 8, 3];
        for (int n = 0; n < halfStars.Length; n++)
        {
            await viewer.Welcome.RateAsync(n + 1, halfStars[n]);
            await Expect(viewer.Welcome.Count).ToHaveTextAsync($"{n + 1} rated");
            await Expect(viewer.Welcome.Said).ToContainTextAsync($"Updated after {await viewer.Welcome.TitleAsync(n + 1)}.");
        }

        return viewer;
    }
}
