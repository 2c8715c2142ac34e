using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class VisitorJourney(BrowserSite site)
{
    [Fact]
    public async Task A_visitor_looks_around_without_an_account()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Home.OpenAsync();
        await Expect(visitor.Home.Invitation).ToHaveTextAsync("Films you will like, and why");
        (await visitor.Home.AllTitlesAsync()).ShouldBeUnique();

        await visitor.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Browse" }).ClickAsync();
        await Expect(visitor.Browse.Result).ToHaveTextAsync($"{BrowserSite.Films} films");
        await visitor.Browse.TurnGenreAsync("Drama");
        await Expect(visitor.Page).ToHaveURLAsync(new Regex("/browse\\?genre=Drama$"));
        await Expect(visitor.Browse.Result).ToContainTextAsync("in Drama");
        string film = await visitor.Browse.Films.First.InnerTextAsync();
        await visitor.Browse.OpenFilmAsync(1);

        await Expect(visitor.Film.Title).ToHaveTextAsync(film);
        await Expect(visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Browse.Result).ToContainTextAsync("in Drama");
    }

    [Fact]
    public async Task Typing_searches_and_replaces_the_entry_of_the_history()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Home.OpenAsync();
        await visitor.Browse.OpenAsync();
        string title = await visitor.Browse.Films.First.InnerTextAsync();

        await visitor.Page.Keyboard.PressAsync("/");
        await Expect(visitor.Browse.Search).ToBeFocusedAsync();
        await visitor.Page.Keyboard.TypeAsync(title);

        await Expect(visitor.Browse.Result).ToContainTextAsync($"called “{title}”");
        await Expect(visitor.Browse.Search).ToBeFocusedAsync();
        await Expect(visitor.Browse.Search).ToHaveValueAsync(title);
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Home.Invitation).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_script_filters_forms_and_pages_work()
    {
        await using var visitor = await site.ComesAsync(script: false);
        await visitor.Browse.OpenAsync();

        await visitor.Browse.TurnGenreAsync("Drama");
        await visitor.Browse.LimitYearsAsync(1960, 2020);

        await Expect(visitor.Browse.Result).ToContainTextAsync("in Drama, 1960 to 2020");
        visitor.Page.Url.ShouldEndWith("/browse?genre=Drama&from=1960&to=2020");
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_answered_with_a_page_that_leads_on()
    {
        await using var visitor = await site.ComesAsync();
        visitor.Expected = "404";

        var response = await visitor.Page.GotoAsync("/movies/999999");

        response!.Status.ShouldBe(404);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nothing is shown here");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Browse all films" })).ToBeVisibleAsync();
    }
}
