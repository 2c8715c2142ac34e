using System.Diagnostics;
using FilmRec.Tests.Browser;
using Microsoft.Playwright;

namespace FilmRec.Tests.Benchmarks;

/// <summary>What an open page costs the server. Explicit: the README here says how to start it.</summary>
/// <remarks>Server and browser's client share this process, so pages without a circuit are opened first: what those cost is the client's, and is taken off.</remarks>
public sealed class OpenPageMemory(ITestOutputHelper output)
{
    private const int Pages = 30;

    [Theory(Explicit = true), InlineData("/movies/1", "[role=slider]"), InlineData("/history", ".viewing"), InlineData("/for-you", "main [role=slider]")]
    public async Task An_open_page_costs(string address, string live)
    {
        await using var site = new BrowserSite();
        await site.InitializeAsync();
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("memory");
        await viewer.Page.GotoAsync("/movies/1");
        await viewer.Page.Locator("[role=slider]").WaitForAsync();
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Log viewing" }).ClickAsync();
        await viewer.Page.Locator(".viewing").WaitForAsync();
        await OpenAsync(viewer, 2, address, live); // warm

        var start = Settle();
        await OpenAsync(viewer, Pages, "/browse", ".card");
        var plain = Settle();
        await OpenAsync(viewer, Pages, address, live);
        var open = Settle();

        double heap = ((open.Heap - plain.Heap) - (plain.Heap - start.Heap)) / 1024.0 / Pages;
        double resident = ((open.Resident - plain.Resident) - (plain.Resident - start.Resident)) / 1024.0 / Pages;
        output.WriteLine($"{address}: {heap:0} KiB of managed heap and {resident:0} KiB of resident memory for each open page, over a page without a circuit ({Pages} pages).");
        heap.ShouldBeLessThan(2048);
    }

    private static async Task OpenAsync(Person viewer, int count, string address, string sign)
    {
        for (int n = 0; n < count; n++)
        {
            var page = await viewer.Page.Context.NewPageAsync();
            await page.GotoAsync(address);
            await page.Locator(sign).First.WaitForAsync();
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        }
    }

    private static (long Heap, long Resident) Settle()
    {
        for (int n = 0; n < 3; n++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }
}
