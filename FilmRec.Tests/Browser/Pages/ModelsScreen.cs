using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Pages;

/// <summary>What administrators do with models: train, compare, publish, go back.</summary>
public sealed class ModelsScreen(IPage page)
{
    public ILocator Verdict => page.Locator("#verdict");

    /// <summary>The row of the version that shows this text.</summary>
    public ILocator Version(string text) => page.Locator(".versions tbody tr").Filter(new() { HasText = text }).First;

    public Task OpenAsync(string kind) => page.GotoAsync($"/admin/models?kind={kind}", new() { WaitUntil = WaitUntilState.NetworkIdle });

    /// <summary>Trains one kind with one option changed, without publishing, and waits for the end.</summary>
    public async Task TrainAsync(string kind, string option, string value)
    {
        await page.GotoAsync("/admin/training", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.GetByRole(AriaRole.Button, new() { Name = "Start a run" }).ClickAsync();
        var boxes = page.Locator("fieldset.choices label.choice");
        await Expect(boxes.First).ToBeVisibleAsync();
        foreach (var box in await boxes.AllAsync())
        {
            if (await box.Locator("b").TextContentAsync() != kind)
            {
                await box.GetByRole(AriaRole.Checkbox).UncheckAsync();
            }
        }

        await Expect(page.Locator(".options summary")).ToHaveCountAsync(1); // those of the kinds that were unticked have gone
        await page.Locator(".options summary").ClickAsync();
        await page.GetByLabel(new Regex($"^{option}")).FillAsync(value);
        await page.GetByLabel(new Regex($"^{option}")).PressAsync("Tab");
        await Expect(page.Locator(".options summary")).ToContainTextAsync("1 changed");
        await page.Locator("label.choice").Filter(new() { HasText = "What passes the check" }).GetByRole(AriaRole.Checkbox).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await Expect(page.Locator(".runs tbody tr").First).ToContainTextAsync("Candidate", new() { Timeout = 60_000 });
    }

    /// <summary>Presses a button of the head and says yes.</summary>
    public async Task ActAsync(string button, string yes)
    {
        await page.Locator(".head").GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = yes, Exact = true }).ClickAsync();
    }
}
