using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class BrowseScreen(IPage page)
{
    public ILocator Result => page.GetByRole(AriaRole.Status).First;

    public ILocator Search => page.GetByRole(AriaRole.Searchbox, new() { Name = "Search titles and tags" });

    public ILocator ShowMore => page.GetByRole(AriaRole.Link, new() { Name = "Show more" });

    public ILocator Films => page.Locator(".grid .card a.t");

    public Task OpenAsync(string query = "") => page.GotoAsync("/browse" + query);

    public Task TurnGenreAsync(string genre) => page.GetByRole(AriaRole.Group, new() { Name = "Genres" })
        .GetByRole(AriaRole.Link, new() { NameRegex = new($"^{genre}($|\\s|,)") }).ClickAsync();

    public Task OpenFilmAsync(int number) => Films.Nth(number - 1).ClickAsync();

    public async Task LimitYearsAsync(int from, int to)
    {
        await page.Locator("summary", new() { HasTextString = "Any year" }).ClickAsync();
        await page.GetByLabel("From").FillAsync($"{from}");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync($"{to}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show these years" }).ClickAsync();
    }
}
