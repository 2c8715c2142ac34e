using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class HomeScreen(IPage page)
{
    public ILocator Invitation => page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator First => page.GetByRole(AriaRole.Region, new() { Name = "First for you" });

    public Task OpenAsync() => page.GotoAsync("/");

    public ILocator Row(string title) => page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    public ILocator Toast => page.Locator("#toasts .toast");

    /// <summary>The n-th card of a row, from 1.</summary>
    public ILocator Card(string row, int number) => Row(row).Locator(".card").Nth(number - 1);

    /// <summary>Points at a card and clicks its stars.</summary>
    public async Task RateAsync(string row, int number, int halfStars)
    {
        var card = Card(row, number);
        await card.HoverAsync();
        var stars = card.Locator(".card-stars .stars");
        var box = (await stars.BoundingBoxAsync())!;
        await stars.ClickAsync(new() { Position = new() { X = (halfStars - 0.5f) * box.Width / 10, Y = box.Height / 2 } });
    }

    /// <summary>Points at a card and sends it away.</summary>
    public async Task HideAsync(string row, int number)
    {
        var card = Card(row, number);
        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { NameRegex = new("^Not interested") }).ClickAsync();
    }

    public Task UndoAsync() => Toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

    /// <summary>Titles of a row, in order.</summary>
    public Task<IReadOnlyList<string>> TitlesAsync(string row) => Row(row).Locator(".card a.t").AllTextContentsAsync();

    public Task<IReadOnlyList<string>> ReasonsAsync(string row) => Row(row).Locator(".reason").AllTextContentsAsync();

    public Task<IReadOnlyList<string>> AllTitlesAsync() => page.Locator(".tonight h1, .card a.t").AllTextContentsAsync();
}
