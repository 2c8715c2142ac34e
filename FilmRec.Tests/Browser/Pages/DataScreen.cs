using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

/// <summary>The administrator's page for data, and the report of one job.</summary>
public sealed class DataScreen(IPage page)
{
    /// <summary>What the last job came to, once it has ended.</summary>
    public ILocator Ending => page.Locator(".note[role=status]");

    /// <summary>The job that waits or runs.</summary>
    public ILocator Job(string what) => page.GetByRole(AriaRole.Region, new() { Name = what });

    public ILocator Problem => page.Locator("#upload-help[role=alert]");

    public ILocator SkippedLines => page.GetByRole(AriaRole.Region, new() { Name = "Skipped lines" }).Locator("tbody tr");

    public async Task OpenAsync()
    {
        await page.GotoAsync("/admin/data");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Inspect the data" })).ToBeEnabledAsync();
    }

    /// <summary>Chooses a file and sends it.</summary>
    public async Task UploadAsync(string path)
    {
        await page.GetByLabel("A zip of a dataset").SetInputFilesAsync(path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Upload and import" }).ClickAsync();
    }

    public Task SeeLinesAsync() => page.GetByRole(AriaRole.Link, new() { Name = "See lines" }).First.ClickAsync();

    public Task TrainNowAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Train now" }).ClickAsync();
}
