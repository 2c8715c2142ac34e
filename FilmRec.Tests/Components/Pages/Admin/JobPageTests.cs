using Bunit;
using FilmRec.Core.Jobs;
using FilmRec.Web.Components.Pages.Admin.Data;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class JobPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_counts_and_skipped_lines_with_their_reasons()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        screen.PutDataset("ml-small", brokenLines: 3);
        int id = (await screen.Jobs.ImportAsync(new ImportOrder("ml-small", null, false), screen.Administrator, Token)).JobId.ShouldNotBeNull();
        Open(world, id).Find(".empty h2").TextContent.ShouldBe("It has not begun yet");
        await screen.WorkAsync();

        var page = Open(world, id);

        page.Find("h1").TextContent.ShouldBe("Import of ml-small");
        page.Find(".head .tag").TextContent.ShouldBe("3 lines skipped");
        page.FindAll("[aria-labelledby=counts] tbody tr")[0].TextContent.ShouldBe("films6060");
        page.FindAll(".lines tbody tr").Count.ShouldBe(3);
        page.Find(".lines .why").TextContent.ShouldBe("\"6\" is not 0.5 to 5 stars in half steps");
        page.Find("a[download]").GetAttribute("href").ShouldBe($"/admin/data/jobs/{id}/skipped.csv");
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_said_not_to_be()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;

        Open(world, 99).Find("h2").TextContent.ShouldBe("There is no job 99");
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_is_said_to_be_missing()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        await world.BreakAsync("jobs");

        Open(world, 1).Find("[role=alert] h2").TextContent.ShouldBe("The job did not arrive");
    }

    private static IRenderedComponent<JobPage> Open(PageWorld world, int id) => PageWorld.Loaded(world.Render<JobPage>(parameters => parameters.Add(page => page.JobId, id)));
}
