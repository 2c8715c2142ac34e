using FilmRec.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>Two tabs of one browser agree, and a page that loses its connection says so.</summary>
[Collection(BrowserTests.Name)]
public sealed class TabsJourney(BrowserSite site)
{
    [Fact]
    public async Task What_one_tab_rates_the_other_shows_without_being_loaded_again()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("tabs");
        await viewer.Film.OpenAsync(6);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        var second = await viewer.Page.Context.NewPageAsync();
        var there = new FilmScreen(second);
        await there.OpenAsync(6);
        await Expect(there.Stars).ToBeVisibleAsync();

        await viewer.Film.RateAsync(7);
        await Expect(there.Stars).ToHaveAttributeAsync("aria-valuenow", "3.5");
        await Expect(second.Locator(".voices")).ToContainTextAsync("Your stars take its place");
        await Expect(there.Toast).ToHaveCountAsync(0);

        await there.RateAsync(10);
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "5");
    }

    [Fact]
    public async Task What_one_tab_rates_and_marks_the_cards_of_the_other_show()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("cards");
        await viewer.Film.OpenAsync(7);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        await viewer.Film.Watchlist.ClickAsync();
        await Expect(viewer.Page.Locator("#toasts .toast")).ToContainTextAsync("is on your watchlist");
        var second = await viewer.Page.Context.NewPageAsync();
        await second.GotoAsync("/watchlist");
        var film = second.Locator(".marked[data-film='7']");
        await Expect(film).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("listed"));

        await viewer.Film.RateAsync(9);
        await Expect(film.GetByRole(AriaRole.Img, new() { Name = "You: 4.5 of 5 stars" })).ToBeVisibleAsync();

        await viewer.Film.Watchlist.ClickAsync();
        await Expect(film).Not.ToHaveClassAsync(new System.Text.RegularExpressions.Regex("listed"));
        await film.Locator("button.mark").Last.ClickAsync();
        await Expect(viewer.Film.Watchlist).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_lost_connection_says_so_lets_controls_wait_and_goes_without_a_word()
    {
        await using var viewer = await site.ComesAsync();
        viewer.Expected = ""; // the browser complains about every try
        var sockets = new List<IWebSocketRoute>();
        await viewer.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            socket.ConnectToServer();
            sockets.Add(socket);
        });
        await viewer.Account.RegisterAsync("offline");
        await viewer.Film.OpenAsync(8);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        var banner = viewer.Page.Locator(".recon");
        await Expect(banner).ToBeHiddenAsync();
        await viewer.Page.EvaluateAsync("document.getElementById('reconnect').dataset.patience = 1500");

        await viewer.Page.Context.SetOfflineAsync(true);
        await sockets[^1].CloseAsync(new() { Code = 1011, Reason = "lost" });

        await Expect(banner).ToContainTextAsync("Connection lost.");
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-disabled", "true");
        await viewer.Film.Stars.Locator(".halves > i").Nth(8).ClickAsync();
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "0");
        await Expect(viewer.Film.Title).ToBeVisibleAsync();
        await Expect(banner.GetByRole(AriaRole.Button, new() { Name = "Reload" })).ToBeVisibleAsync();

        await viewer.Page.Context.SetOfflineAsync(false);
        await banner.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();
        await Expect(banner).ToBeHiddenAsync(new() { Timeout = 30_000 });
        await viewer.Film.RateAsync(9);
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "4.5");
    }
}
