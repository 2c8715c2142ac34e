using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class WelcomeJourney(BrowserSite site)
{
    [Fact]
    public async Task A_visitor_rates_five_films_sees_the_list_change_and_keeps_it_by_registering()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Welcome.OpenAsync();
        var rated = new Dictionary<string, string?>();
        string[] spoken = ["5 stars", "1 star", "4 and a half stars", "2 stars", "4 stars"];
        int[] halfStars = [10, 2, 9, 4, 8];
        var lists = new HashSet<string>();
        for (int n = 0; n < 5; n++)
        {
            string title = await visitor.Welcome.TitleAsync(n + 1);
            rated[title] = spoken[n];
            await visitor.Welcome.RateAsync(n + 1, halfStars[n]);
            await Expect(visitor.Welcome.Said).ToContainTextAsync($"Updated after {title}.");
            await Expect(visitor.Welcome.Count).ToHaveTextAsync($"{n + 1} rated");
            var list = await visitor.Welcome.ListAsync();
            list.Count.ShouldBe(7);
            list.Intersect(rated.Keys).ShouldBeEmpty();
            lists.Add(string.Join('|', list));
        }

        lists.Count.ShouldBeGreaterThan(1);
        await visitor.Page.ReloadAsync();
        await Expect(visitor.Welcome.Count).ToHaveTextAsync("5 rated");

        await visitor.Account.RegisterAsync("wanda");
        await Expect(visitor.Page).ToHaveURLAsync(site.Address.ToString());
        await Expect(visitor.Home.First).ToBeVisibleAsync();
        await visitor.MyRatings.OpenAsync();
        await Expect(visitor.MyRatings.Rows.First.Locator("[role=slider]")).ToBeVisibleAsync();
        (await visitor.MyRatings.ReadAsync()).ShouldBe(rated, ignoreOrder: true);
        (await visitor.Page.Context.CookiesAsync()).ShouldNotContain(cookie => cookie.Name == "FilmRec.Answers");
    }

    [Fact]
    public async Task The_keyboard_alone_leads_to_a_first_list_and_what_was_not_seen_does_not_come_back()
    {
        await using var visitor = await site.ComesAsync();
        await visitor.Welcome.OpenAsync();
        string unseen = await visitor.Welcome.TitleAsync(1);

        await visitor.Welcome.Films.First.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(visitor.Welcome.Films.First).Not.ToContainTextAsync(unseen);
        await Expect(visitor.Welcome.Films.First).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("5");
        await Expect(visitor.Welcome.Films.Nth(1)).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("2");
        await Expect(visitor.Welcome.Count).ToHaveTextAsync("2 rated");
        await Expect(visitor.Welcome.Keep).ToBeVisibleAsync();

        await visitor.Page.ReloadAsync();
        await visitor.Welcome.ConnectedAsync();
        await Expect(visitor.Welcome.Count).ToHaveTextAsync("2 rated");
        (await visitor.Welcome.Films.AllTextContentsAsync()).ShouldAllBe(film => !film.Contains(unseen));
    }

    [Fact]
    public async Task Without_a_script_every_answer_is_a_form()
    {
        await using var visitor = await site.ComesAsync(onPhone: true, script: false);
        await visitor.Page.GotoAsync("/welcome");

        await visitor.Welcome.Films.First.GetByRole(AriaRole.Button, new() { Name = "4 stars", Exact = true }).ClickAsync();
        await Expect(visitor.Welcome.Count).ToHaveTextAsync("1 rated");
        await visitor.Welcome.Films.Nth(1).GetByRole(AriaRole.Button, new() { NameRegex = new("^Have not seen ") }).ClickAsync();

        await Expect(visitor.Welcome.Count).ToHaveTextAsync("1 rated");
        (await visitor.Welcome.ListAsync()).Count.ShouldBe(7);
        visitor.Page.Url.ShouldEndWith("/welcome");
    }
}
