using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class FilmJourney(BrowserSite site)
{
    [Fact]
    public async Task The_keyboard_alone_leads_from_home_to_a_rating_and_back()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("keys");
        await viewer.Home.OpenAsync();

        await viewer.Page.Keyboard.PressAsync("Tab");
        await Expect(viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await viewer.Page.Keyboard.PressAsync("Enter");
        await TabToAsync(viewer.Page, ".card a.t");
        string title = await viewer.Page.EvaluateAsync<string>("document.activeElement.textContent");
        await viewer.Page.Keyboard.PressAsync("Enter");

        await Expect(viewer.Film.Title).ToHaveTextAsync(title);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        await TabToAsync(viewer.Page, "[data-mark=watchlist]"); // in reading order: what to do with the film, then the stars
        await TabToAsync(viewer.Page, "[role=slider]");
        await viewer.Page.Keyboard.PressAsync("4");
        await Expect(viewer.Film.Toast).ToContainTextAsync("4 stars");
        await viewer.Page.GoBackAsync();

        await Expect(viewer.Page).ToHaveURLAsync(site.Address + "#main"); // where the skip link led
        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_finger_on_a_phone_does_the_same()
    {
        await using var viewer = await site.ComesAsync(onPhone: true);
        await viewer.Account.RegisterAsync("finger");
        await viewer.Home.OpenAsync();
        var card = viewer.Page.Locator(".card a.t").First;
        string title = await card.InnerTextAsync();

        await card.TapAsync();
        await Expect(viewer.Film.Title).ToHaveTextAsync(title);
        var half = viewer.Film.Stars.Locator(".halves > i").Nth(6);
        await half.TapAsync();
        await Expect(viewer.Film.Toast).ToContainTextAsync("3½ stars");

        (await half.BoundingBoxAsync())!.Width.ShouldBeGreaterThanOrEqualTo(24);
        foreach (var button in await viewer.Page.Locator(".hero-acts > *").AllAsync())
        {
            (await button.BoundingBoxAsync())!.Height.ShouldBeGreaterThanOrEqualTo(44);
        }

        (await viewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public async Task A_viewing_is_logged_corrected_removed_and_had_back()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("watcher");
        await viewer.Film.OpenAsync(4);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();

        await viewer.Page.GetByLabel("Minutes").First.FillAsync("101");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Log viewing" }).ClickAsync();
        await Expect(viewer.Film.Viewings).ToContainTextAsync("1 h 41 min");

        await viewer.Page.GotoAsync("/history");
        var row = viewer.Page.Locator(".viewing");
        await Expect(row).ToHaveCountAsync(1);
        await viewer.Page.WaitForLoadStateAsync(LoadState.NetworkIdle); // connected, so that it happens in place
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }).ClickAsync();
        await Expect(row).ToContainTextAsync("Removed");
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new("^Undo") }).ClickAsync();
        await Expect(row).Not.ToContainTextAsync("Removed");
        await viewer.Page.ReloadAsync();
        await Expect(row).ToContainTextAsync("1 h 41 min");
    }

    [Fact]
    public async Task Without_a_script_a_viewing_is_a_form_and_so_is_its_return()
    {
        await using var viewer = await site.ComesAsync(script: false);
        await viewer.Account.RegisterAsync("plain");
        await viewer.Film.OpenAsync(5);

        await viewer.Page.GetByLabel("Minutes").First.FillAsync("88");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Log viewing" }).ClickAsync();
        await Expect(viewer.Film.Viewings).ToContainTextAsync("1 h 28 min");
        await viewer.Film.Viewings.GetByRole(AriaRole.Button, new() { NameRegex = new("^Remove") }).ClickAsync();
        await Expect(viewer.Page.Locator(".never")).ToBeVisibleAsync();
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();

        await Expect(viewer.Film.Viewings).ToContainTextAsync("1 h 28 min");
    }

    /// <summary>Presses Tab until something of that kind has the focus; whoever needs fifty presses is lost.</summary>
    private static async Task TabToAsync(IPage page, string selector)
    {
        for (int presses = 0; presses < 50; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Tab does not lead to {selector}.");
    }
}
