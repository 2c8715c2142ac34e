using System.IO.Compression;
using FilmRec.Tests.Browser.Pages;
using FilmRec.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>An administrator brings real data in, from the first look at an empty installation to a training run.</summary>
public sealed class ImportJourney(ImportJourney.EmptySite site) : IClassFixture<ImportJourney.EmptySite>
{
    [Fact]
    public async Task An_administrator_uploads_a_dataset_follows_it_and_reads_which_lines_were_skipped()
    {
        await using var boss = await site.AdministratorComesAsync();
        var data = new DataScreen(boss.Page);
        await boss.Page.GotoAsync("/admin");
        await Expect(boss.Page.GetByText("There are no films yet.")).ToBeVisibleAsync();
        await data.OpenAsync();

        string folder = Directory.CreateTempSubdirectory("filmrec-dataset-").FullName;
        try
        {
            boss.Expected = "400 (Bad Request)"; // the browser's own word on a refused upload
            await File.WriteAllTextAsync(Path.Combine(folder, "holiday.zip"), "no zip at all", TestContext.Current.CancellationToken);
            await data.UploadAsync(Path.Combine(folder, "holiday.zip"));
            await Expect(data.Problem).ToContainTextAsync("holiday.zip is not a zip that can be read");

            await data.UploadAsync(Dataset(folder));
            await Expect(data.Ending).ToContainTextAsync("Imported MovieLens CSV: 60 films");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        await Expect(data.Ending).ToContainTextAsync("2 lines were skipped");
        await data.SeeLinesAsync();
        await Expect(data.SkippedLines).ToHaveCountAsync(2);
        await Expect(data.SkippedLines.First).ToContainTextAsync("is not 0.5 to 5 stars in half steps");
        var download = await boss.Page.RunAndWaitForDownloadAsync(() => boss.Page.GetByRole(AriaRole.Link, new() { Name = "Download as CSV" }).ClickAsync());
        download.SuggestedFilename.ShouldMatch("^job-[0-9]+-skipped-lines.csv$");

        await boss.Page.GotoAsync("/admin");
        // The overview looks again every few seconds by itself.
        await Expect(boss.Page.GetByText("The last import skipped 2 bad lines.")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await boss.Page.GotoAsync("/browse");
        await Expect(boss.Page.GetByText("60 films").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_schedule_is_made_with_the_keyboard_and_shows_its_next_run()
    {
        await using var boss = await site.AdministratorComesAsync(onPhone: true, theme: ColorScheme.Light);
        await boss.Page.GotoAsync("/admin/training");

        await Expect(boss.Page.GetByRole(AriaRole.Button, new() { Name = "Add a schedule" })).ToBeEnabledAsync();
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Add a schedule" }).FocusAsync();
        await boss.Page.Keyboard.PressAsync("Enter");
        await boss.Page.GetByLabel("How often").SelectOptionAsync("Monthly");
        await Expect(boss.Page.GetByText("On day 1 of every month at 03:30")).ToBeVisibleAsync();
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Add the schedule" }).ClickAsync();

        await Expect(boss.Page.GetByText("Next run")).ToBeVisibleAsync();
        (await boss.BarriersAsync()).ShouldBeEmpty();
        (await boss.OverflowAsync()).ShouldBe(0);
    }

    private static string Dataset(string folder)
    {
        string files = Path.Combine(folder, "ml");
        SmallMovieLens.Write(files);
        File.AppendAllLines(Path.Combine(files, "ratings.csv"), ["7,1,9,1100000000", "7,2,11,1100000000"]);
        ZipFile.CreateFromDirectory(files, Path.Combine(folder, "ml-small.zip"));
        return Path.Combine(folder, "ml-small.zip");
    }

    /// <summary>A site of its own, with nothing in it.</summary>
    public sealed class EmptySite : BrowserSite
    {
        protected override Task FillAsync(IServiceProvider services) => Task.CompletedTask;
    }
}
