using FilmRec.Tests.Ratings.Exchange;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class LetterboxdJourney(BrowserSite site)
{
    [Fact]
    public async Task Ratings_from_Letterboxd_are_looked_over_imported_and_taken_back()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("irma");
        await viewer.Browse.OpenAsync();
        string[] titles = [await viewer.Browse.Films.Nth(0).InnerTextAsync(), await viewer.Browse.Films.Nth(3).InnerTextAsync()];
        await viewer.Import.OpenAsync();
        (await viewer.BarriersAsync()).ShouldBeEmpty();

        await viewer.Import.DropAsync("letterboxd-irma.zip", SampleFiles.Zip(("ratings.csv",
            $"Date,Name,Year,Letterboxd URI,Rating\n2019-03-02,\"{titles[0]}\",,x,4.5\n2020-11-15,\"{titles[1]}\",,x,2\n2021-06-30,{BrowserSite.Twins},,x,4\n2022-01-01,Nowhere to Be Found at All,1999,x,3\n")));
        await Expect(viewer.Import.Preview).ToContainTextAsync("Import from Letterboxd");
        await Expect(viewer.Import.Import).ToHaveTextAsync("Import 2 ratings");
        (await viewer.BarriersAsync()).ShouldBeEmpty();
        await viewer.Import.ChooseAsync(BrowserSite.Twins, $"{BrowserSite.Twins}, 1984");
        await Expect(viewer.Import.Import).ToHaveTextAsync("Import 3 ratings");
        await viewer.Import.ShowAsync("Not found");
        await Expect(viewer.Import.Lines).ToContainTextAsync("Nowhere to Be Found at All");
        await viewer.Import.Import.ClickAsync();

        await Expect(viewer.Import.Result).ToContainTextAsync("Imported from Letterboxd");
        (await viewer.BarriersAsync()).ShouldBeEmpty();
        await using (var look = await LookAsync(viewer))
        {
            look.Ratings.ShouldBe(new Dictionary<string, string?>
            {
                [titles[0]] = "4 and a half stars",
                [titles[1]] = "2 stars",
                [BrowserSite.Twins] = "4 stars",
            }, ignoreOrder: true);
        }

        await viewer.Import.UndoAsync();
        await Expect(viewer.Import.Result).ToContainTextAsync("The import is undone: 3 ratings removed.");
        await viewer.MyRatings.OpenAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Heading, new() { Name = "Your list starts with one rating" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_a_file_that_is_no_list_of_ratings_is_refused_and_nothing_is_wider_than_the_window()
    {
        await using var viewer = await site.ComesAsync(onPhone: true);
        await viewer.Account.RegisterAsync("otto");
        await viewer.Import.OpenAsync();

        await viewer.Import.DropAsync("people.csv", "Name,Phone\nMarta,1\n"u8.ToArray());

        await Expect(viewer.Import.Problem).ToContainTextAsync("people.csv is none of the files that can be imported.");
        await viewer.Import.DropAsync("ratings.csv", System.Text.Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));
        await Expect(viewer.Import.Preview).ToBeVisibleAsync();
        (await viewer.OverflowAsync()).ShouldBe(0);
    }

    /// <summary>The ratings as another window shows them.</summary>
    private static async Task<Look> LookAsync(Person viewer)
    {
        var window = await viewer.Page.Context.NewPageAsync();
        var ratings = new Browser.Pages.MyRatingsScreen(window);
        await ratings.OpenAsync();
        await Expect(ratings.Rows.First.GetByRole(AriaRole.Slider)).ToBeVisibleAsync();
        return new Look(window, await ratings.ReadAsync());
    }

    private sealed record Look(IPage Window, IReadOnlyDictionary<string, string?> Ratings) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Window.CloseAsync();
    }
}
