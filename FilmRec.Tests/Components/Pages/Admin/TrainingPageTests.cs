using Bunit;
using FilmRec.Core.Recommending.Training;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class TrainingPageTests
{
    private static readonly TrainingPhase Loaded = new("Load ratings", PhaseState.Done, 1, 4, "100 836 ratings");
    private static readonly TrainingPhase Learning = new("ALS", PhaseState.Running, 0.5, 10, "sweep 7 of 14");
    private static readonly TrainingPhase Waiting = new("Evaluate", PhaseState.Waiting, 0, null, null);

    [Fact]
    public async Task Before_the_first_run_the_page_says_what_training_is_for()
    {
        await using var world = await TrainingWorld.CreateAsync();

        var page = world.Open().Page;

        page.WaitForAssertion(() => page.Find("h2").TextContent.ShouldBe("No model has been trained yet"));
        page.Find("button.solid").HasAttribute("disabled").ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_waits_says_so_and_no_second_one_can_be_started()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();

        var page = world.Open().Page;

        page.WaitForAssertion(() => page.Find("#live-run").TextContent.ShouldBe($"Run {runId} asked for just now by the command line"));
        page.Find("button.solid").HasAttribute("disabled").ShouldBeTrue();
        page.Find($"#{page.Find("button.solid").GetAttribute("aria-describedby")}").TextContent.ShouldBe($"Run {runId} is waiting: one run at a time");
        page.FindAll("[role=progressbar]").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_in_progress_shows_percent_phases_who_and_log()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync(await world.AccountIdAsync());
        await world.RunningAsync(runId, 0.61, Loaded, Learning, Waiting);

        var page = world.Open().Page;

        page.WaitForAssertion(() => page.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("61"));
        page.Find("#live-run").TextContent.ShouldContain("by marta");
        page.FindAll("li.phase").Select(phase => phase.QuerySelector(".name")?.TextContent)
            .ShouldBe(["Load ratings, done", "ALS, running", "Evaluate, waiting"]);
        page.FindAll("li.phase")[1].TextContent.ShouldContain("sweep 7 of 14, 10 s");
        page.Find("pre").TextContent.ShouldBe("18:50:04  ALS\n18:50:00  Load ratings …");
        page.Find("#why-not").TextContent.ShouldBe($"Run {runId} is in progress: one run at a time");
    }

    [Fact]
    public async Task Once_a_second_the_page_looks_at_the_live_run_until_it_ends()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();
        await world.RunningAsync(runId, 0.1, Learning);
        var screen = world.Open();
        screen.Page.WaitForAssertion(() => screen.Page.Find(".run-total .num").TextContent.ShouldBe("10%"));

        await world.RunningAsync(runId, 0.4, Learning);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        screen.Page.WaitForAssertion(() => screen.Page.Find(".run-total .num").TextContent.ShouldBe("40%"));

        await world.EndedAsync(runId, TrainingState.Succeeded, "1 model trained.", Loaded);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        screen.Page.WaitForAssertion(() => screen.Page.Find("table.runs td b").TextContent.ShouldBe($"{runId}"));
        screen.Page.FindAll("#live-run").ShouldBeEmpty();
        screen.Page.Find("button.solid").HasAttribute("disabled").ShouldBeFalse();
        screen.Toasts.WaitForAssertion(() => screen.Toasts.Markup.ShouldContain($"Run {runId} has finished."));
    }

    [Fact]
    public async Task A_look_that_fails_keeps_what_was_seen_and_the_next_one_mends_it()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();
        await world.RunningAsync(runId, 0.1, Learning);
        var page = world.Open().Page;
        page.WaitForAssertion(() => page.Find(".run-total .num").TextContent.ShouldBe("10%"));

        await world.BreakAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.Markup.ShouldContain("The last look at the run did not succeed."));
        page.Find(".run-total .num").TextContent.ShouldBe("10%");

        await world.MendAsync();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => page.Markup.ShouldNotContain("The last look at the run did not succeed."));
    }

    [Fact]
    public async Task Starting_a_run_asks_which_kinds_and_enters_those()
    {
        await using var world = await TrainingWorld.CreateAsync();
        var screen = world.Open();
        screen.Page.WaitForAssertion(() => screen.Page.Find("button.solid").HasAttribute("disabled").ShouldBeFalse());

        await screen.Page.InvokeAsync(() => screen.Page.Find("button.solid").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.FindAll("input[type=checkbox]").Count.ShouldBeGreaterThan(2));
        await screen.LeaveOutAsync(firstKind: 1);

        await screen.Dialogs.InvokeAsync(() => TrainingScreen.Button(screen.Dialogs, "Start the run").Click());

        screen.Page.WaitForAssertion(() => screen.Page.Find("#live-run").TextContent.ShouldContain("by marta"));
        var run = (await world.Queue.HistoryAsync(1, Xunit.TestContext.Current.CancellationToken)).Single();
        run.Kinds.ShouldBe(["popularity"]);
        run.Publish.ShouldBeTrue();
        run.RequestedBy.ShouldBe(await world.AccountIdAsync());
    }

    [Fact]
    public async Task Without_a_kind_nothing_can_be_started()
    {
        await using var world = await TrainingWorld.CreateAsync();
        var screen = world.Open();
        screen.Page.WaitForAssertion(() => screen.Page.Find("button.solid").HasAttribute("disabled").ShouldBeFalse());
        await screen.Page.InvokeAsync(() => screen.Page.Find("button.solid").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.FindAll("fieldset input").Count.ShouldBeGreaterThan(1));

        await screen.LeaveOutAsync(firstKind: 0);

        TrainingScreen.Button(screen.Dialogs, "Start the run").HasAttribute("disabled").ShouldBeTrue();
        screen.Dialogs.Markup.ShouldContain("Choose at least one kind.");
    }

    [Fact]
    public async Task Cancelling_asks_first_and_then_waits_for_the_run_to_stop()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();
        await world.RunningAsync(runId, 0.3, Learning);
        var screen = world.Open();
        screen.Page.WaitForAssertion(() => screen.Page.Find("button.danger").TextContent.ShouldBe("Cancel run"));

        await screen.Page.InvokeAsync(() => screen.Page.Find("button.danger").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.Find("h2").TextContent.ShouldBe($"Cancel run {runId}?"));
        await screen.Dialogs.InvokeAsync(() => TrainingScreen.Button(screen.Dialogs, "Cancel the run").Click());

        screen.Page.WaitForAssertion(() => screen.Page.Markup.ShouldContain("Stopping after the current step"));
        screen.Page.FindAll("button.danger").ShouldBeEmpty();
    }

    [Fact]
    public async Task Keeping_a_run_leaves_it_alone()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();
        await world.RunningAsync(runId, 0.3, Learning);
        var screen = world.Open();
        screen.Page.WaitForAssertion(() => screen.Page.Find("button.danger").TextContent.ShouldBe("Cancel run"));

        await screen.Page.InvokeAsync(() => screen.Page.Find("button.danger").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.FindAll("button").Count.ShouldBe(2));
        await screen.Dialogs.InvokeAsync(() => TrainingScreen.Button(screen.Dialogs, "Keep it running").Click());

        var details = await world.Queue.FindAsync(runId, Xunit.TestContext.Current.CancellationToken);
        details.ShouldNotBeNull().CancelRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task The_history_says_who_what_came_of_it_and_why_a_run_failed()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int good = await world.AddRunAsync(await world.AccountIdAsync());
        await world.RunningAsync(good, 0.5, Learning);
        world.Clock.Advance(TimeSpan.FromSeconds(75));
        await world.EndedAsync(good, TrainingState.Succeeded, "2 models trained.", Loaded);
        await world.AddModelAsync(good, "als", ModelState.Live, null, new ModelMetric("ndcg@100", 0.3812, 0.0041));
        await world.AddModelAsync(good, "popularity", ModelState.Refused, "NDCG@100 fell by 12 %.", new ModelMetric("ndcg@100", 0.1, 0.01));
        int bad = await world.AddRunAsync();
        await world.EndedAsync(bad, TrainingState.Failed, "There is nothing to learn from: the catalogue is empty.");

        var page = world.Open().Page;

        page.WaitForAssertion(() => page.FindAll("table.runs tbody tr").Count.ShouldBe(2));
        var rows = page.FindAll("table.runs tbody tr");
        rows[0].QuerySelector(".tag")?.TextContent.ShouldBe("Failed");
        rows[0].TextContent.ShouldContain("There is nothing to learn from: the catalogue is empty.");
        rows[1].QuerySelector(".tag")?.TextContent.ShouldBe("Live");
        rows[1].TextContent.ShouldContain("marta");
        rows[1].TextContent.ShouldContain("75 s");
        rows[1].TextContent.ShouldContain("NDCG@100 0.381 ± 0.004");
        rows[1].TextContent.ShouldContain("NDCG@100 fell by 12 %.");
    }

    [Fact]
    public async Task A_log_opens_below_its_run_and_closes_again()
    {
        await using var world = await TrainingWorld.CreateAsync();
        int runId = await world.AddRunAsync();
        await world.EndedAsync(runId, TrainingState.Failed, "No model could be trained.", Loaded);
        var page = world.Open().Page;
        page.WaitForAssertion(() => page.FindAll("table.runs tbody tr").Count.ShouldBe(1));

        await page.InvokeAsync(() => page.Find("button[aria-expanded=false]").Click());
        page.WaitForAssertion(() => page.Find("tr.opened pre").TextContent.ShouldStartWith("18:50:04  No model could be trained."));
        await page.InvokeAsync(() => page.Find("button[aria-expanded=true]").Click());

        page.WaitForAssertion(() => page.FindAll("tr.opened").ShouldBeEmpty());
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_and_can_be_tried_again()
    {
        await using var world = await TrainingWorld.CreateAsync();
        await world.BreakAsync();
        var page = world.Open().Page;
        page.WaitForAssertion(() => page.Find("[role=alert] h2").TextContent.ShouldBe("The runs did not arrive"));
        page.Find("button.solid").HasAttribute("disabled").ShouldBeTrue();

        await world.MendAsync();
        await page.InvokeAsync(() => page.Find("[role=alert] button").Click());

        page.WaitForAssertion(() => page.Find("h2").TextContent.ShouldBe("No model has been trained yet"));
    }
}
