using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class HomeScreen(IPage page)
{
    public ILocator Invitation => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator First => page.GetByRole(AriaRole.Region, new() { Name = "First for you" });

    public Task OpenAsync() => page.GotoAsync("/");

    public ILocator Row(string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>Titles of a row, in order.</summary>
    public Task<IReadOnlyList<string>> TitlesAsync(string row) => Row(row).Locator(".card a.t").AllTextContentsAsync();

    public Task<IReadOnlyList<string>> ReasonsAsync(string row) => Row(row).Locator(".reason").AllTextContentsAsync();

    public Task<IReadOnlyList<string>> AllTitlesAsync() => page.Locator(".tonight h1, .card a.t").AllTextContentsAsync();
}
