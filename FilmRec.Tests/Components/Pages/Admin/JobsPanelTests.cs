using Bunit;
using FilmRec.Core;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Web.Components.Pages.Admin.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class JobsPanelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_of_the_import_folder_is_imported_followed_and_reported()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        screen.PutDataset("ml-small", brokenLines: 2);
        var panel = screen.Open();
        panel.FindAll("select option").Select(option => option.TextContent).ShouldBe(["Choose from the import folder", "ml-small, folder"]);
        panel.Find("select").Change("ml-small");

        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Import it").Click());
        panel.WaitForAssertion(() => panel.Find("[aria-label='Import of ml-small'] [role=status]").TextContent.ShouldStartWith("Waiting"), Patience);
        (await screen.WorkAsync()).ShouldBeTrue();
        screen.LookAgain();

        panel.WaitForAssertion(() => panel.Find(".note").TextContent.ShouldContain("2 lines were skipped."), Patience);
        panel.Find(".note a").TextContent.ShouldBe("See lines");
        panel.Find(".note button").TextContent.ShouldBe("Train now");
        panel.Find("tbody .tag").TextContent.ShouldBe("2 lines skipped");
        panel.Find("tbody td:nth-child(3)").TextContent.ShouldBe("boss");
    }

    [Fact]
    public async Task Train_now_enters_a_run_and_leads_to_it()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        screen.PutDataset("ml-small");
        var panel = screen.Open();
        panel.Find("select").Change("ml-small");
        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Import it").Click());
        panel.WaitForState(() => panel.FindAll("[aria-label='Import of ml-small']").Count == 1, Patience);
        await screen.WorkAsync();
        screen.LookAgain();
        panel.WaitForState(() => panel.FindAll(".note button").Count == 1, Patience);

        await panel.InvokeAsync(() => panel.Find(".note button").Click());

        panel.WaitForAssertion(() => world.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/admin/training"), Patience);
        (await world.Services.GetRequiredService<TrainingQueue>().CurrentAsync(Token)).ShouldNotBeNull().RequestedBy.ShouldBe(screen.Administrator);
    }

    [Fact]
    public async Task Before_sample_data_leave_it_says_so_and_asks()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        screen.PutDataset("ml-small");
        await world.Services.GetRequiredService<SampleSeeder>().SeedAsync(new SampleOptions { Movies = 20, Viewers = 10, Ratings = 30 }, new Progress<WorkProgress>(), Token);
        var panel = screen.Open();
        panel.Find("select").Change("ml-small");

        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Import it").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.Find("h2").TextContent.ShouldBe("Remove the sample data and import?"), Patience);
        screen.Dialogs.Find("p").TextContent.ShouldStartWith("20 made-up films, 10 made-up viewers and their 30 ratings leave");
        await screen.Dialogs.InvokeAsync(() => JobsScreen.Button(screen.Dialogs, "Leave it as it is").Click());
        (await screen.Jobs.OpenAsync(Token)).ShouldBeEmpty();

        await panel.InvokeAsync(() => panel.Find(".check input").Change(true)); // keep them: nothing to ask
        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Import it").Click());
        panel.WaitForAssertion(() => panel.FindAll("[aria-label='Import of ml-small']").Count.ShouldBe(1), Patience);
        (await screen.Jobs.OpenAsync(Token)).Single().Import.ShouldBe(new ImportOrder("ml-small", null, true));
    }

    [Fact]
    public async Task Sample_data_are_asked_for_with_numbers_that_are_checked()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var panel = screen.Open();
        var form = panel.FindComponent<GenerateForm>();

        await form.InvokeAsync(() => form.FindAll("input")[0].Change("3"));
        form.Find("[role=alert]").TextContent.ShouldStartWith("Sample data can have 10 to 100,000 films");
        JobsScreen.Button(form, "Make up data").HasAttribute("disabled").ShouldBeTrue();
        await form.InvokeAsync(() => form.FindAll("input")[0].Change("lots"));
        form.Find("[role=alert]").TextContent.ShouldBe("Films must be a whole number.");
        await form.InvokeAsync(() => form.FindAll("input")[0].Change("50"));
        await form.InvokeAsync(() => form.FindAll("input")[2].Change("200"));
        await form.InvokeAsync(() => JobsScreen.Button(form, "Make up data").Click());

        panel.WaitForAssertion(() => panel.FindAll("[aria-label^='Sample data: 50 films']").Count.ShouldBe(1), Patience);
        (await screen.Jobs.OpenAsync(Token)).Single().Sample.ShouldBe(new SampleOptions { Movies = 50, Ratings = 200 });
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_and_can_be_started_again()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var panel = screen.Open();
        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Inspect the data").Click());
        panel.WaitForState(() => panel.FindAll("[aria-label='Inspection of the data']").Count == 1, Patience);

        await panel.InvokeAsync(() => panel.Find(".btn.danger").Click());
        panel.WaitForAssertion(() => panel.Find("tbody .tag").TextContent.ShouldBe("Cancelled"), Patience);
        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Start again").Click());

        panel.WaitForAssertion(() => panel.FindAll("[aria-label='Inspection of the data']").Count.ShouldBe(1), Patience);
    }

    [Fact]
    public async Task A_running_job_shows_amount_rate_and_time_left()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var job = new JobSummary(4, JobKind.Import, JobState.Running, null, new ImportOrder("ml-32m.zip", "x", false), 1, null, "vm/1", default, default, null, false,
            new JobProgress("Importing ratings", 8_000_000, 32_000_000, 200_000), "", 0);

        var open = world.Render<OpenJob>(parameters => parameters.Add(o => o.Job, job).Add(o => o.Requester, "boss"));

        open.Find(".words .muted").TextContent.ShouldBe("8\u202f000\u202f000 of 32\u202f000\u202f000, 200\u202f000 a second, about 2 min left");
        open.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("25");
        open.Find("h2").TextContent.ShouldStartWith("Import of ml-32m.zip, uploaded");
    }

    [Fact]
    public async Task Without_datasets_it_says_where_to_put_them()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;

        var panel = screen.Open();

        panel.Find("code").TextContent.ShouldBe(screen.Imports);
        panel.FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task Jobs_that_cannot_be_read_are_said_to_be_missing()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        await world.BreakAsync("jobs");
        var panel = screen.Open();
        panel.Find("[role=alert]").TextContent.ShouldContain("The jobs did not arrive");

        await world.MendAsync("jobs");
        await panel.InvokeAsync(() => JobsScreen.Button(panel, "Try again").Click());

        panel.WaitForAssertion(() => panel.FindAll("#import-title").Count.ShouldBe(1), Patience);
    }

    [Fact]
    public async Task What_became_of_an_upload_is_told_in_words()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var panel = screen.Open();
        var form = panel.FindComponent<ImportForm>();

        await form.InvokeAsync(() => form.Instance.Ended(0, ""));
        form.Find("[role=alert]").TextContent.ShouldStartWith("The connection broke off");
        await form.InvokeAsync(() => form.Instance.Ended(400, "mine.zip holds no MovieLens dataset"));
        form.Find("[role=alert]").TextContent.ShouldBe("mine.zip holds no MovieLens dataset");
        await form.InvokeAsync(() => form.Instance.Ended(-1, ""));
        form.Find("[role=alert]").TextContent.ShouldBe("The upload was cancelled. Nothing was imported.");
    }
}
