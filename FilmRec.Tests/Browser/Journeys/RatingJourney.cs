using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class RatingJourney(BrowserSite site)
{
    [Fact]
    public async Task Five_ratings_make_a_list_that_says_why()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("marta");
        await viewer.Home.OpenAsync();
        await Expect(viewer.Home.Invitation).ToHaveTextAsync("Your list starts with one rating");
        await Expect(viewer.Home.First).ToHaveCountAsync(0);

        var rated = new Dictionary<string, string?>();
        string[] spoken = ["5 stars", "4 and a half stars", "4 stars", "2 stars", "Half a star"];
        int[] halfStars = [10, 9, 8, 4, 1];
        for (int n = 0; n < 5; n++)
        {
            await viewer.Browse.OpenAsync();
            string title = await viewer.Browse.Films.Nth(n * 3).InnerTextAsync();
            await viewer.Browse.OpenFilmAsync((n * 3) + 1);
            await Expect(viewer.Film.Title).ToHaveTextAsync(title);
            await viewer.Film.RateAsync(halfStars[n]);
            rated[title] = spoken[n];
        }

        await viewer.Home.OpenAsync();
        await Expect(viewer.Home.First).ToContainTextAsync("mostly because you gave");
        var titles = await viewer.Home.TitlesAsync("For you");
        titles.Count.ShouldBeGreaterThanOrEqualTo(7);
        titles.Intersect(rated.Keys).ShouldBeEmpty();
        (await viewer.Home.ReasonsAsync("For you")).Count.ShouldBe(titles.Count);
        (await viewer.Home.AllTitlesAsync()).ShouldBeUnique();

        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.MyRatings.Rows.First.Locator("[role=slider]")).ToBeVisibleAsync();
        (await viewer.MyRatings.ReadAsync()).ShouldBe(rated, ignoreOrder: true);
        await viewer.Account.LogOutAsync();
    }

    [Fact]
    public async Task The_next_rating_changes_the_list()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("ivo");
        await RateAsync(viewer, 1, 10);
        await viewer.Home.OpenAsync();
        var before = await viewer.Home.AllTitlesAsync();

        await RateAsync(viewer, 12, 10);
        await viewer.Home.OpenAsync();

        (await viewer.Home.AllTitlesAsync()).ShouldNotBe(before);
    }

    [Fact]
    public async Task The_keyboard_alone_rates_clears_and_undoes()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("ada");
        await viewer.Film.OpenAsync(1);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        await viewer.Film.Stars.FocusAsync();

        await viewer.Page.Keyboard.PressAsync("4");
        await viewer.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(viewer.Film.Toast).ToContainTextAsync("4½ stars");
        (await viewer.Film.ValueAsync()).ShouldBe("4 and a half stars");
        (await viewer.Page.EvaluateAsync<double>("scrollY")).ShouldBe(0);

        await viewer.Page.ReloadAsync();
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "4.5");
        await viewer.Film.Stars.FocusAsync();
        await viewer.Page.Keyboard.PressAsync("Delete");
        await Expect(viewer.Film.Toast).ToContainTextAsync("is not rated any more");
        await viewer.Film.Toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).FocusAsync();
        await viewer.Page.Keyboard.PressAsync("Enter");

        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "4.5");
        await viewer.Page.ReloadAsync();
        await Expect(viewer.Film.Stars).ToHaveAttributeAsync("aria-valuenow", "4.5");
    }

    [Fact]
    public async Task Without_a_script_the_stars_are_a_form()
    {
        await using var viewer = await site.ComesAsync(script: false);
        await viewer.Account.RegisterAsync("eve");
        await viewer.Film.OpenAsync(2);

        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "3 and a half stars", Exact = true }).ClickAsync();

        await Expect(viewer.Page.Locator("form.rate output")).ToHaveTextAsync("3½");
        viewer.Page.Url.ShouldEndWith("/movies/2");
    }

    private static async Task RateAsync(Person viewer, int film, int halfStars)
    {
        await viewer.Film.OpenAsync(film);
        await Expect(viewer.Film.Stars).ToBeVisibleAsync();
        await viewer.Film.RateAsync(halfStars);
    }
}
