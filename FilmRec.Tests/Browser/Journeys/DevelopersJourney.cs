using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class DevelopersJourney(BrowserSite site)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_finds_the_page_from_the_foot_and_tries_an_endpoint_with_a_token()
    {
        await using var visitor = await site.ComesAsync();
        string token = await TokenAsync();

        await visitor.Browse.OpenAsync("?genre=Drama");
        await visitor.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Developers" }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "FilmRec for developers" })).ToBeVisibleAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "All endpoints, to try out" }).ClickAsync();

        await visitor.Page.Locator("button.btn.authorize").ClickAsync();
        await visitor.Page.Locator("#auth-bearer-value").FillAsync(token);
        await visitor.Page.Locator(".auth-container").Filter(new() { Has = visitor.Page.Locator("#auth-bearer-value") }).GetByRole(AriaRole.Button, new() { Name = "Apply credentials" }).ClickAsync();
        await visitor.Page.Locator("button.btn-done").First.ClickAsync();
        var operation = visitor.Page.Locator("#operations-Users-GetMe");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Try it out" }).ClickAsync();
        await operation.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();

        await Expect(operation.Locator(".live-responses-table tbody .response-col_status")).ToContainTextAsync("200");
        await Expect(operation.Locator(".live-responses-table")).ToContainTextAsync("explorer");
    }

    [Fact]
    public async Task By_keyboard_the_page_is_walked_from_its_contents_to_its_commands()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Page.GotoAsync("/developers");

        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "On this page" }).GetByRole(AriaRole.Link, new() { Name = "Errors" }).FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Errors", Exact = true })).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");

        await Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Command: What an error looks like" })).ToBeFocusedAsync();
    }

    private async Task<string> TokenAsync()
    {
        using var client = new HttpClient { BaseAddress = site.Address };
        await client.PostAsJsonAsync("/api/users/register", new { username = "explorer", email = "explorer@example.org", password = "a long sentence of words" }, Token);
        var login = await client.PostAsJsonAsync("/api/users/login", new { username = "explorer", password = "a long sentence of words" }, Token);
        return JsonDocument.Parse(await login.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("access_token").GetString().ShouldNotBeNull();
    }
}
