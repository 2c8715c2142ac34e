using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class ImportScreen(IPage page)
{
    public ILocator Preview => page.Locator(".preview");
    public ILocator Lines => page.Locator("table.lines tbody tr");
    public ILocator Result => page.Locator(".result");
    public ILocator Import => page.GetByRole(AriaRole.Button, new() { NameRegex = new("^(Import \\d|Nothing to import)") });
    public ILocator Problem => page.Locator("#file-problem");

    public async Task OpenAsync()
    {
        await page.GotoAsync("/ratings/import", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("input[type=file]").WaitForAsync();
    }

    public Task DropAsync(string name, byte[] content)
        => page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    public Task ShowAsync(string lines) => page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{lines} \\d") }).ClickAsync();

    public Task ChooseAsync(string film, string candidate)
        => page.GetByRole(AriaRole.Combobox, new() { Name = film }).SelectOptionAsync(new SelectOptionValue { Label = candidate });

    public Task UndoAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Undo the import" }).ClickAsync();
}
