using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Pages;

public sealed class ForYouScreen(IPage page)
{
    /// <summary>What a change has moved.</summary>
    public ILocator Note => page.Locator(".ctl .moved");

    public ILocator Entries => page.Locator(".list > li");

    public ILocator Marks => page.Locator(".list .move");

    /// <summary>Offers the list that is right now.</summary>
    public ILocator Fresh => page.Locator(".fresh .toast");

    public ILocator Sheet => page.GetByRole(AriaRole.Dialog, new() { Name = "Tune your list" });

    public ILocator OpenReasons => page.Locator(".open .why .w");

    /// <summary>Opens the page and waits until it is connected.</summary>
    public async Task OpenAsync(string query = "")
    {
        await page.GotoAsync("/for-you" + query);
        await Expect(page.GetByRole(AriaRole.Slider, new() { NameRegex = new("^Your rating of ") }).First).ToBeVisibleAsync();
    }

    public Task<IReadOnlyList<string>> TitlesAsync() => page.Locator(".list h3 a").AllTextContentsAsync();

    /// <summary>Moves a slider as the keyboard does.</summary>
    public async Task SlideAsync(string name, string value)
        => await page.GetByRole(AriaRole.Slider, new() { Name = name, Exact = true }).FillAsync(value);

    public Task UndoAsync() => Note.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

    public Task WhyAsync(int number) => Entries.Nth(number - 1).GetByRole(AriaRole.Button, new() { NameRegex = new("^Why ") }).ClickAsync();

    public Task HideAsync(int number) => Entries.Nth(number - 1).GetByRole(AriaRole.Button, new() { NameRegex = new("^Not interested") }).ClickAsync();

    public Task BringBackAsync(int number) => Entries.Nth(number - 1).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

    public Task ShowMoreAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Show more" }).ClickAsync();

    public Task TuneAsync() => page.Locator("button.tune").ClickAsync();
}
