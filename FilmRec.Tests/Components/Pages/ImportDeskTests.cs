using System.Text;
using AngleSharp.Dom;
using Bunit;
using FilmRec.Core.Ratings.Exchange;
using FilmRec.Tests.Ratings.Exchange;
using FilmRec.Web.Components.Pages.MyRatings.Import;
using Microsoft.AspNetCore.Components.Forms;

namespace FilmRec.Tests.Components.Pages;

public sealed class ImportDeskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task It_begins_with_a_file_and_says_where_to_get_one()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.LogInAsync();

        var desk = page.Render<ImportPage>();

        desk.Find("h1").TextContent.ShouldBe("Import ratings");
        desk.FindAll(".ways h3").Select(way => way.TextContent).ShouldBe(["Letterboxd", "IMDb", "MovieLens", "FilmRec"]);
        desk.Find("input[type=file]").GetAttribute("accept")!.ShouldContain(".zip");
        desk.FindAll("#recent").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_preview_counts_what_is_found_and_nothing_is_saved_before_the_button()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await LetterboxdWorldAsync(page);

        var desk = Previewed(page, "letterboxd-ada.zip", SampleFiles.Letterboxd());

        desk.Find("h2").TextContent.ShouldBe("Import from Letterboxd");
        desk.Find(".share").GetAttribute("aria-label").ShouldBe("5 matched, 1 ambiguous, 1 not found");
        Button(desk).TextContent.ShouldBe("Import 4 ratings and 3 watched films");
        desk.FindAll(".tabs .chip").Select(chip => chip.TextContent).ShouldBe(["Need a choice 1", "Not found 1", "Matched 5"]);
        desk.Find("tbody .in-file").TextContent.ShouldBe("Static (no year)");
        (await page.World.Ratings.ProfileAsync(viewer, Xunit.TestContext.Current.CancellationToken))!.Ratings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_is_made_then_imported_then_undone()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await LetterboxdWorldAsync(page);
        var desk = Previewed(page, "letterboxd-ada.zip", SampleFiles.Letterboxd());

        desk.Find("tbody select").Change(desk.FindAll("tbody option")[2].GetAttribute("value"));
        Button(desk).TextContent.ShouldBe("Import 5 ratings and 3 watched films");
        desk.Find("tbody .tag").TextContent.ShouldBe("Your choice");
        Button(desk).Click();

        desk.WaitForElement(".result", Patience);
        desk.FindAll(".figures dd").Select(figure => figure.TextContent).ShouldBe(["5", "0", "4", "0", "0", "1"]);
        (await page.World.Ratings.ProfileAsync(viewer, Xunit.TestContext.Current.CancellationToken))!.Ratings.Count.ShouldBe(5);
        desk.FindAll(".result button").Single(button => button.TextContent == "Undo the import").Click();
        desk.WaitForAssertion(() => desk.Find(".result [role=status]").TextContent.ShouldContain("The import is undone: 5 ratings removed and 4 viewings removed."), Patience);
        (await page.World.Ratings.ProfileAsync(viewer, Xunit.TestContext.Current.CancellationToken))!.Ratings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Own_stars_stay_until_those_of_the_file_are_taken_for_all_or_for_one()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await LetterboxdWorldAsync(page);
        await page.RateAsync(viewer, 1, 4);
        var desk = Previewed(page, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));
        Button(desk).TextContent.ShouldBe("Import 3 ratings");

        desk.FindAll(".conflict input")[1].Change(true);
        Button(desk).TextContent.ShouldBe("Import 4 ratings");
        Open(desk, "Rated differently");
        desk.Find("tbody .tag").TextContent.ShouldBe("Replaced");
        desk.Find("tbody select").Change("mine");

        Button(desk).TextContent.ShouldBe("Import 3 ratings");
        desk.Find("tbody .tag").TextContent.ShouldBe("Yours stays");
    }

    [Fact]
    public async Task A_film_that_was_not_found_is_searched_for_or_left_out()
    {
        await using var page = await PageWorld.CreateAsync();
        await LetterboxdWorldAsync(page);
        var desk = Previewed(page, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));
        Open(desk, "Not found");

        ButtonOf(desk, "Search").Click();
        desk.Find(".finder input").Change("gravel");
        desk.Find(".finder form").Submit();
        desk.WaitForElement(".finder li button", Patience).Click();
        desk.Find("tbody .in-filmrec").TextContent.ShouldContain("Gravel, 1995");
        Button(desk).TextContent.ShouldBe("Import 5 ratings");
        ButtonOf(desk, "Leave out").Click();

        Button(desk).TextContent.ShouldBe("Import 4 ratings");
        desk.Find("tbody .tag").TextContent.ShouldBe("Left out");
        ButtonOf(desk, "Take it in again").Click();
        Button(desk).TextContent.ShouldBe("Import 5 ratings");
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_listed_and_what_stays_behind_can_be_downloaded()
    {
        await using var page = await PageWorld.CreateAsync();
        await LetterboxdWorldAsync(page);

        var desk = Previewed(page, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv") + "2024-01-01,Gravel,1995,x,6\n"));

        Open(desk, "Unreadable");
        desk.FindAll("tbody td").Select(cell => cell.TextContent).ShouldBe(["ratings.csv", "9", "“6” is no rating: stars go from 0.5 to 5 in half steps."]);
        var link = desk.Find("a[download]");
        link.TextContent.ShouldBe("Download the 2 films that stay behind");
        Uri.UnescapeDataString(link.GetAttribute("href")!).ShouldContain("Grandad’s 70th,2003,,,5,2023-08-08");
    }

    [Fact]
    public async Task A_file_that_cannot_be_imported_is_refused_in_words_and_another_can_be_chosen()
    {
        await using var page = await PageWorld.CreateAsync();
        await LetterboxdWorldAsync(page);
        var desk = page.Render<ImportDesk>();

        Upload(desk, "people.csv", "Name,Phone\n"u8.ToArray());
        desk.WaitForElement("#file-problem", Patience).TextContent.ShouldContain("people.csv is none of the files that can be imported.");
        Upload(desk, "big.csv", new byte[ImportLimits.FileBytes + 1]);
        desk.WaitForAssertion(() => desk.Find("#file-problem").TextContent.ShouldContain("more than 5 MB"), Patience);
        Upload(desk, "ratings.csv", Encoding.UTF8.GetBytes("Date,Name,Year,Letterboxd URI,Rating\nx,,,,\n"));
        desk.WaitForAssertion(() => desk.Find("#file-problem").TextContent.ShouldBe("No line of ratings.csv could be read. Line 2: The title is missing."), Patience);

        Upload(desk, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));
        desk.WaitForElement(".preview", Patience);
    }

    [Fact]
    public async Task A_failure_of_the_server_stays_inside_the_page()
    {
        await using var page = await PageWorld.CreateAsync();
        await LetterboxdWorldAsync(page);
        var desk = page.Render<ImportDesk>();
        await page.BreakAsync("movies");

        Upload(desk, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));

        desk.WaitForElement("#file-problem", Patience).TextContent.ShouldContain("Something on the server went wrong, and nothing was saved.");
    }

    [Fact]
    public async Task Recent_imports_can_be_undone_later()
    {
        await using var page = await PageWorld.CreateAsync();
        int viewer = await LetterboxdWorldAsync(page);
        var desk = Previewed(page, "ratings.csv", Encoding.UTF8.GetBytes(SampleFiles.Text("letterboxd-ratings.csv")));
        Button(desk).Click();
        desk.WaitForElement(".result", Patience);

        var later = page.Render<ImportDesk>();
        later.WaitForElement("#recent", Patience);
        later.Find(".list li").TextContent.ShouldContain("4 ratings added");
        later.Find(".list button").Click();

        later.WaitForAssertion(() => later.Find("[role=status]").TextContent.ShouldBe("The import is undone: 4 ratings removed."), Patience);
        later.FindAll("#recent").ShouldBeEmpty();
        (await page.World.Ratings.ProfileAsync(viewer, Xunit.TestContext.Current.CancellationToken))!.Ratings.ShouldBeEmpty();
    }

    private static async Task<int> LetterboxdWorldAsync(PageWorld page)
    {
        int viewer = await page.LogInAsync();
        foreach (var (title, year) in ((string, int)[])
            [("Low Tide", 2004), ("Harbour, of Glass", 1988), ("The \"Quiet\" Ferry", 1961), ("Static", 2017), ("Static", 1983), ("Amélie", 2001), ("Gravel", 1995)])
        {
            await page.World.AddMovieAsync(title, year, ["Drama"]);
        }

        return viewer;
    }

    private static IRenderedComponent<ImportDesk> Previewed(PageWorld page, string name, byte[] content)
    {
        var desk = page.Render<ImportDesk>();
        Upload(desk, name, content);
        desk.WaitForElement(".preview", Patience);
        return desk;
    }

    private static void Upload(IRenderedComponent<ImportDesk> desk, string name, byte[] content)
        => desk.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(content, name));

    private static IElement Button(IRenderedComponent<ImportDesk> desk) => desk.Find(".go .solid");

    private static IElement ButtonOf(IRenderedComponent<ImportDesk> desk, string text) => desk.FindAll("tbody button").First(button => button.TextContent == text);

    private static void Open(IRenderedComponent<ImportDesk> desk, string tab)
        => desk.FindAll(".tabs .chip").Single(chip => chip.TextContent.StartsWith(tab, StringComparison.Ordinal)).Click();
}
