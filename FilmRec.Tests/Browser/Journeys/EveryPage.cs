using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>What holds for all pages: nobody is shut out, nothing is wider than the window, and the theme is right from the first byte.</summary>
[Collection(BrowserTests.Name)]
public sealed class EveryPage(BrowserSite site)
{
    private static readonly string[] Public = ["/", "/browse?genre=Drama", "/browse?q=no+such+film", "/movies/1", "/for-you", "/welcome", "/account/login", "/account/register", "/account/forgot", "/account/reset?token=old", "/account/farewell", "/not-found", "/developers"];
    private static readonly string[] Personal = ["/", "/browse", "/movies/1", "/movies/3", "/ratings", "/ratings/import", "/for-you?diversity=0.4", "/welcome", "/watchlist", "/watchlist?sort=guess", "/history", "/not-interested",
        "/account", "/account/preferences", "/account/password", "/account/second-factor", "/account/sessions", "/account/data"];
    private static readonly string[] Admin = ["/admin", "/admin/data", "/admin/data/jobs/1", "/admin/training",
        "/admin/models", "/admin/models?kind=star-factors", "/admin/try", "/admin/try?viewer=1", "/admin/viewers", "/admin/viewers?q=no+such+viewer", "/admin/viewers/1", "/admin/clients", "/admin/hooks", "/admin/audit", "/admin/audit?who=nobody"];

    [Theory]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, true)]
    [InlineData(ColorScheme.Light, true)]
    public async Task No_page_for_visitors_has_barriers_or_scrolls_sideways(ColorScheme theme, bool onPhone)
    {
        await using var visitor = await site.ComesAsync(onPhone, theme);

        (await TroubleAsync(visitor, Public)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, true)]
    public async Task No_page_for_viewers_has_barriers_or_scrolls_sideways(ColorScheme theme, bool onPhone)
    {
        await using var viewer = await site.ComesAsync(onPhone, theme);
        await viewer.Account.RegisterAsync($"viewer-{theme}-{onPhone}");
        await viewer.Film.OpenAsync(1);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        await viewer.Film.RateAsync(9);

        (await TroubleAsync(viewer, Personal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Dark, false)]
    [InlineData(ColorScheme.Light, false)]
    [InlineData(ColorScheme.Dark, true)]
    [InlineData(ColorScheme.Light, true)]
    public async Task No_page_for_administrators_has_barriers_or_scrolls_sideways(ColorScheme theme, bool onPhone)
    {
        await using var administrator = await site.AdministratorComesAsync(onPhone, theme);

        (await TroubleAsync(administrator, Admin)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_chosen_theme_is_kept_and_is_in_the_first_byte()
    {
        await using var visitor = await site.ComesAsync(theme: ColorScheme.Dark);
        await visitor.Home.OpenAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the light theme" }).ClickAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");

        string html = await (await visitor.Page.GotoAsync("/browse"))!.TextAsync();
        html.ShouldContain("<html lang=\"en\" data-theme=\"light\">");
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Home" }).First.ClickAsync();
        await Expect(visitor.Home.Invitation).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task Without_a_script_the_theme_is_switched_by_a_form()
    {
        await using var visitor = await site.ComesAsync(theme: ColorScheme.Light, script: false);
        await visitor.Browse.OpenAsync("?genre=Drama");

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Switch to the dark theme" }).ClickAsync();

        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        visitor.Page.Url.ShouldEndWith("/browse?genre=Drama");
    }

    [Fact]
    public async Task The_first_stop_of_the_tab_key_leads_to_the_content()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Browse.OpenAsync("?genre=Drama");

        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        visitor.Page.Url.ShouldEndWith("/browse?genre=Drama#main");
    }

    private static async Task<List<string>> TroubleAsync(Person person, string[] addresses)
    {
        var trouble = new List<string>();
        foreach (string address in addresses)
        {
            await person.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            await person.KeepPictureAsync(address);
            trouble.AddRange((await person.BarriersAsync()).Select(barrier => $"{address}: {barrier}"));
            if (await person.OverflowAsync() is > 0 and var pixels)
            {
                trouble.Add($"{address}: {pixels} pixels wider than the window");
            }
        }

        return trouble;
    }
}
