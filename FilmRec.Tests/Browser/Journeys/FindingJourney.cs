using System.Text.RegularExpressions;
using FilmRec.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>How people find films: by typing, by filters, and by going on and on.</summary>
[Collection(BrowserTests.Name)]
public sealed class FindingJourney(BrowserSite site)
{
    [Fact]
    public async Task The_keyboard_alone_picks_a_film_from_the_suggestions()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Browse.OpenAsync();
        string title = await visitor.Browse.Films.First.InnerTextAsync();
        await visitor.Home.OpenAsync();
        var search = new TopSearch(visitor.Page);
        await Expect(search.Field).ToHaveAttributeAsync("placeholder", $"Search {BrowserSite.Films} films");

        await search.FocusAsync();
        await search.TypeAsync(title[..^1]);
        await Expect(search.Suggestions.First).ToContainTextAsync(title);
        await Expect(search.Field).ToHaveAttributeAsync("aria-expanded", "true");
        (await visitor.BarriersAsync()).ShouldBeEmpty();
        await visitor.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(search.Chosen).ToContainTextAsync(title);
        await Expect(search.Field).ToHaveAttributeAsync("aria-activedescendant", "suggestion-0");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Film.Title).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task Escape_closes_the_suggestions_and_enter_shows_all_results()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Home.OpenAsync();
        var search = new TopSearch(visitor.Page);

        await search.FocusAsync();
        await search.TypeAsync("the");
        await Expect(search.Suggestions).ToHaveCountAsync(9); // eight films and all results
        await Expect(search.Suggestions.Last).ToHaveTextAsync(new Regex("^All \\d+ results$"));
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(search.Suggestions).ToHaveCountAsync(0);
        await Expect(search.Field).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Browse.Result).ToContainTextAsync("called “the”");
        await Expect(visitor.Browse.Search).ToHaveValueAsync("the");
    }

    [Fact]
    public async Task Without_a_script_the_search_of_the_top_bar_is_a_form()
    {
        await using var visitor = await site.ComesAsync(script: false);
        await visitor.Home.OpenAsync();

        await new TopSearch(visitor.Page).Field.FillAsync("harbuor");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Page).ToHaveURLAsync(new Regex("/browse\\?q=harbuor$"));
    }

    [Fact]
    public async Task Filters_survive_back_and_reload()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Browse.OpenAsync();

        await visitor.Browse.TurnGenreAsync("Drama");
        await Expect(visitor.Browse.Result).ToContainTextAsync("in Drama");
        await visitor.Browse.TurnGenreAsync("Drama");
        await Expect(visitor.Browse.Result).ToContainTextAsync("without Drama");
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Browse.Result).ToContainTextAsync("without Drama");
        await visitor.Page.GoBackAsync();
        await Expect(visitor.Browse.Result).ToContainTextAsync("in Drama");
        await visitor.Page.GoBackAsync();

        await Expect(visitor.Browse.Result).ToHaveTextAsync($"{BrowserSite.Films} films");
    }

    [Fact]
    public async Task On_a_phone_more_is_added_below_and_back_returns_to_the_place()
    {
        await using var visitor = await site.ComesAsync(onPhone: true);
        await visitor.Browse.OpenAsync("?sort=title");
        await Expect(visitor.Browse.Films).ToHaveCountAsync(42);

        await visitor.Browse.ShowMore.ClickAsync();
        await Expect(visitor.Browse.Films).ToHaveCountAsync(84);
        await visitor.Browse.ShowMore.ClickAsync();
        await Expect(visitor.Browse.Films).ToHaveCountAsync(126);
        visitor.Page.Url.ShouldEndWith("/browse?sort=title&through=3");
        (await visitor.Browse.Films.EvaluateAllAsync<string[]>("links => links.map(link => link.href)")).ShouldBeUnique();
        var film = visitor.Browse.Films.Nth(100);
        await film.ScrollIntoViewIfNeededAsync();
        double place = await PlaceAsync(film);
        await visitor.Page.WaitForFunctionAsync("() => Math.abs(Number(sessionStorage.getItem('filmrec:place:/browse?sort=title&through=3')) - scrollY) < 2");
        await film.ClickAsync();
        await Expect(visitor.Film.Title).ToBeVisibleAsync();
        await visitor.Page.GoBackAsync();

        await Expect(visitor.Browse.Films).ToHaveCountAsync(126);
        await Expect(film).ToBeInViewportAsync();
        (await PlaceAsync(film)).ShouldBe(place, 40);
    }

    private static async Task<double> PlaceAsync(ILocator film) => (await film.BoundingBoxAsync())!.Y;
}
