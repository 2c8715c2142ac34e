using Bunit;
using FilmRec.Core.Recommending.Training.Schedules;
using FilmRec.Web.Components.Pages.Admin.Training;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class ScheduleSectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_schedule_is_made_with_a_preview_of_its_next_five_runs()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var section = PageWorld.Loaded(world.Render<ScheduleSection>());
        section.Find("p.muted").TextContent.ShouldContain("A schedule does it by itself");

        await section.InvokeAsync(() => JobsScreen.Button(section, "Add a schedule").Click());
        await section.InvokeAsync(() => section.FindAll("select")[0].Change("Weekly"));
        await section.InvokeAsync(() => section.Find("input[type=time]").Change("04:15"));
        await section.InvokeAsync(() => section.Find("input[list=zones]").Change("Europe/Berlin"));

        section.Find(".preview p").TextContent.ShouldBe("Every Sunday at 04:15, Europe/Berlin. The next runs:");
        section.FindAll(".preview li").Select(run => run.TextContent).ShouldBe([
            "Sunday 8 Mar 2026, 04:15", "Sunday 15 Mar 2026, 04:15", "Sunday 22 Mar 2026, 04:15", "Sunday 29 Mar 2026, 04:15", "Sunday 5 Apr 2026, 04:15",
        ]);
        await section.InvokeAsync(() => JobsScreen.Button(section, "Add the schedule").Click());

        section.WaitForAssertion(() => section.Find(".schedules b").TextContent.ShouldBe("Every Sunday at 04:15"), Patience);
        section.FindAll(".form").ShouldBeEmpty();
        var saved = (await Of(world).ListAsync(Token)).Single();
        (saved.Order.Cron, saved.Order.Zone, saved.ChangedBy).ShouldBe(("0 15 4 ? * SUN", "Europe/Berlin", screen.Administrator));
        saved.Order.Kinds.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_the_form_and_cannot_be_saved()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        var section = PageWorld.Loaded(world.Render<ScheduleSection>());
        await section.InvokeAsync(() => JobsScreen.Button(section, "Add a schedule").Click());

        await section.InvokeAsync(() => section.FindAll("select")[0].Change("Own"));
        await section.InvokeAsync(() => section.Find("input[aria-describedby=cron-help]").Change("* * * * * ?"));
        section.Find("[role=alert]").TextContent.ShouldStartWith("Runs would follow each other within 15 minutes");
        JobsScreen.Button(section, "Add the schedule").HasAttribute("disabled").ShouldBeTrue();

        await section.InvokeAsync(() => section.Find("input[aria-describedby=cron-help]").Change("0 0 5 L * ?"));
        section.Find(".preview b").TextContent.ShouldBe("On the last day of every month at 05:00");
        foreach (int _ in Enumerable.Range(0, section.FindAll(".kinds input").Count))
        {
            await section.InvokeAsync(() => section.Find(".kinds input:checked").Change(false));
        }

        section.Find("[role=alert]").TextContent.ShouldBe("Choose at least one kind of model.");
    }

    [Fact]
    public async Task A_schedule_is_switched_off_changed_and_deleted()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        await Of(world).SaveAsync(null, new ScheduleOrder(), screen.Administrator, Token);
        var section = PageWorld.Loaded(world.Render<ScheduleSection>());

        await section.InvokeAsync(() => JobsScreen.Button(section, "Switch off").Click());
        section.WaitForAssertion(() => section.Find(".schedules .tag").TextContent.ShouldBe("Off"), Patience);
        await section.InvokeAsync(() => JobsScreen.Button(section, "Change").Click());
        section.Find("input[type=time]").GetAttribute("value").ShouldBe("03:30");
        await section.InvokeAsync(() => JobsScreen.Button(section, "Back").Click());
        await section.InvokeAsync(() => JobsScreen.Button(section, "Delete").Click());
        screen.Dialogs.WaitForAssertion(() => screen.Dialogs.Find("h2").TextContent.ShouldBe("Delete this schedule?"), Patience);
        await screen.Dialogs.InvokeAsync(() => JobsScreen.Button(screen.Dialogs, "Delete").Click());

        section.WaitForAssertion(() => section.FindAll(".schedules").ShouldBeEmpty(), Patience);
    }

    [Fact]
    public async Task Schedules_that_cannot_be_read_are_said_to_be_missing()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var world = screen.Page;
        await world.BreakAsync("training_schedules");

        PageWorld.Loaded(world.Render<ScheduleSection>()).Find("[role=alert]").TextContent.ShouldStartWith("The schedules did not arrive");
    }

    [Theory]
    [InlineData("0 30 3 * * ?", ScheduleRhythm.Daily)]
    [InlineData("0 5 0 ? * WED", ScheduleRhythm.Weekly)]
    [InlineData("0 0 23 28 * ?", ScheduleRhythm.Monthly)]
    [InlineData("0 0 23 31 * ?", ScheduleRhythm.Own)]
    [InlineData("0 0 0/6 * * ?", ScheduleRhythm.Own)]
    public void A_choice_and_its_expression_say_the_same(string cron, ScheduleRhythm rhythm)
    {
        var choice = ScheduleChoice.Of(cron);

        (choice.Rhythm, choice.Cron).ShouldBe((rhythm, cron));
    }

    private static TrainingSchedules Of(PageWorld world) => world.Services.GetRequiredService<TrainingSchedules>();
}
