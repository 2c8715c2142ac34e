using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class FilmScreen(IPage page)
{
    public ILocator Title => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>There once the page is connected.</summary>
    public ILocator Stars => page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Your rating of ") });

    public ILocator Toast => page.Locator(".mud-snackbar");

    public ILocator Everyone => page.Locator(".voices > div").Nth(2);

    public ILocator Watchlist => page.Locator(".hero [data-mark=watchlist]");

    public ILocator Viewings => page.Locator(".viewings");

    public Task OpenAsync(int movieId) => page.GotoAsync($"/movies/{movieId}");

    /// <summary>Clicks a star, and waits until the rating is saved.</summary>
    public async Task RateAsync(int halfStars)
    {
        await Stars.Locator(".halves > i").Nth(halfStars - 1).ClickAsync();
        await Toast.WaitForAsync();
    }

    public Task<string?> ValueAsync() => Stars.GetAttributeAsync("aria-valuetext");
}
