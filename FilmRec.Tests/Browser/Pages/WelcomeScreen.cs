using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Pages;

public sealed class WelcomeScreen(IPage page)
{
    public ILocator Films => page.Locator(".pick > .card");

    public ILocator Count => page.Locator(".forming .tag");

    public ILocator Said => page.Locator(".forming [role=status]");

    public ILocator Keep => page.GetByRole(AriaRole.Link, new() { Name = "Keep this list and continue" });

    /// <summary>Opens the page and waits until it is connected.</summary>
    public async Task OpenAsync()
    {
        await page.GotoAsync("/welcome");
        await ConnectedAsync();
    }

    public Task ConnectedAsync() => Expect(Films.First.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();

    public Task<IReadOnlyList<string>> ListAsync() => page.Locator(".forming li[data-movie] .film b").AllTextContentsAsync();

    public async Task<string> TitleAsync(int number)
        => (await Films.Nth(number - 1).GetByRole(AriaRole.Slider).GetAttributeAsync("aria-label"))!["Your rating of ".Length..];

    public Task RateAsync(int number, int halfStars) => Films.Nth(number - 1).Locator(".halves > i").Nth(halfStars - 1).ClickAsync();
}
