using Bunit;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Components.Pages.Admin.Models;
using Microsoft.EntityFrameworkCore;
using MudBlazor;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class ModelsPageTests
{
    [Fact]
    public async Task Without_any_version_the_page_says_what_viewers_see_and_where_to_begin()
    {
        await using var world = await PageWorld.CreateAsync();

        var page = world.Open<ModelsPage>("/admin/models");

        page.Find("h2").TextContent.ShouldBe("No model has been trained yet");
        page.Find(".empty a").GetAttribute("href").ShouldBe("/admin/training");
    }

    [Fact]
    public async Task While_it_is_read_the_page_has_its_size_and_when_it_cannot_be_read_it_says_so()
    {
        await using var world = await PageWorld.CreateAsync();
        await world.BreakAsync("models");

        world.Open<ModelsPage>("/admin/models").Find("[role=alert] h2").TextContent.ShouldBe("The models did not arrive");
    }

    [Fact]
    public async Task One_live_version_stands_alone()
    {
        await using var world = await PageWorld.CreateAsync();
        await AddAsync(world, BlendModel.Name, ModelState.Live, 0.402);

        var page = world.Open<ModelsPage>("/admin/models");

        page.Find("#verdict").TextContent.ShouldBe("Blend 2026-03-01 a is live, and has no rival");
        page.FindAll("button").ShouldBeEmpty();
        page.FindAll(".versions tbody tr").Count.ShouldBe(1);
        page.FindComponent<SideBySide>().FindAll("th").Select(head => head.FirstChild!.TextContent.Trim()).ShouldBe(["Metric", "Live"]);
    }

    [Fact]
    public async Task A_candidate_is_compared_with_what_is_live_viewer_by_viewer_and_with_other_kinds()
    {
        await using var world = await PageWorld.CreateAsync();
        int live = await AddAsync(world, BlendModel.Name, ModelState.Live, 0.402);
        await AddAsync(world, "ease", ModelState.Live, 0.394);
        await AddAsync(world, BlendModel.Name, ModelState.Candidate, 0.411, new ModelReport(
            10_000, 60_000, live, [new("ndcg@100", 0.009, 0.004), new("coverage@20", -0.02, 0.03)], new("ndcg@100", 0.2, 0.01),
            [new("few", "Viewers with at most 20 ratings", 900, new("ndcg@100", 0.3, 0.02), new("ndcg@100", -0.01, 0.005))]));

        var page = world.Open<ModelsPage>("/admin/models");

        page.Find("#verdict").TextContent.ShouldBe("The candidate from run 3 is better than what is live");
        page.FindComponent<VerdictPanel>().Find("p").TextContent.ShouldBe("NDCG@100 +0.009, interval of the difference +0.005 to +0.013, 10\u202f000 held-out viewers. All gates passed.");
        page.FindAll(".tag").Select(tag => tag.TextContent).Take(3).ShouldBe(["all numbers finite", "not worse than live", "beats popularity"]);
        var rows = page.FindComponent<SideBySide>().FindAll("tbody tr").Select(row => row.Children[3].FirstChild!.TextContent).ToList();
        rows.ShouldBe(["better", "no clear change"]);
        page.FindComponent<SlicePanel>().Find("tbody tr").Children[4].FirstChild!.TextContent.ShouldBe("worse");
        page.Find("svg[role=img]").GetAttribute("aria-label").ShouldNotBeNull().ShouldContain("Blend, candidate 0.411 plus or minus 0.010, Blend, live 0.402 plus or minus 0.010, EASE 0.394");
        page.FindAll("main button, .head button").Select(button => button.TextContent).ShouldBe(["Publish candidate"]);
    }

    [Fact]
    public async Task Any_two_versions_are_compared_by_address_and_without_a_common_trial_the_interval_is_wider()
    {
        await using var world = await PageWorld.CreateAsync();
        int first = await AddAsync(world, "als", ModelState.Retired, 0.30);
        int second = await AddAsync(world, "als", ModelState.Live, 0.31);

        var page = world.Open<ModelsPage>($"/admin/models?compare={first},{second}");

        page.Find("#verdict").TextContent.ShouldBe("Als 2026-03-01 a is neither clearly better nor worse than what is live");
        page.FindComponent<SideBySide>().Find(".basis").TextContent.ShouldStartWith("These two were not judged by the same run");
        page.Find("[aria-current=page]").TextContent.ShouldBe("ALS");
        world.Open<ModelsPage>("/admin/models?compare=999,abc,-1").Find("#verdict").TextContent.ShouldContain("Als");
    }

    [Fact]
    public async Task A_refused_version_shows_its_verdict_and_cannot_be_published()
    {
        await using var world = await PageWorld.CreateAsync();
        await AddAsync(world, "als", ModelState.Refused, null, verdict: "It gives scores that are not numbers.");

        var page = world.Open<ModelsPage>("/admin/models?kind=als");

        page.Find("#verdict").TextContent.ShouldBe("No ALS is live");
        page.Find(".versions .warn.about").TextContent.ShouldBe("It gives scores that are not numbers.");
        page.FindAll("button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Publishing_asks_first_naming_both_versions_and_shows_a_refusal()
    {
        await using var world = await PageWorld.CreateAsync();
        await world.LogInAsync(); // a viewer, who may not
        await AddAsync(world, BlendModel.Name, ModelState.Live, 0.402);
        await AddAsync(world, BlendModel.Name, ModelState.Candidate, 0.40);
        var dialogs = world.Render<MudDialogProvider>();
        var toasts = world.Render<MudSnackbarProvider>();
        var page = world.Open<ModelsPage>("/admin/models");

        await page.InvokeAsync(() => page.Find(".head button.solid").Click());
        dialogs.WaitForElement("h2").TextContent.ShouldBe("Publish blend 2026-03-01 b?");
        dialogs.Find("p").TextContent.ShouldStartWith("It replaces blend 2026-03-01 a for all viewers.");
        await dialogs.InvokeAsync(() => dialogs.FindAll("button").Single(button => button.TextContent == "Publish").Click());

        toasts.WaitForAssertion(() => toasts.Markup.ShouldContain("Only administrators may do this. Nothing has changed."));
    }

    [Theory]
    [InlineData("rmse", -0.02, 0.01, "better")]
    [InlineData("rmse", 0.02, 0.01, "worse")]
    [InlineData("gini@20", -0.02, 0.01, "better")]
    [InlineData("ndcg@100", 0.02, 0.01, "better")]
    [InlineData("ndcg@100", -0.02, 0.01, "worse")]
    [InlineData("ndcg@100", 0.02, 0.03, "no clear change")]
    [InlineData("ndcg@100", 0, 0, "no clear change")]
    public void Better_depends_on_the_metric_and_on_the_whole_interval(string metric, double mean, double halfWidth, string words)
        => ModelWords.Of(ModelWords.Judge(new ModelMetric(metric, mean, halfWidth))).ShouldBe(words);

    private static async Task<int> AddAsync(PageWorld world, string kind, ModelState state, double? quality, ModelReport? report = null, string? verdict = null)
    {
        await using var db = world.World.Open();
        var run = new TrainingRun([kind], 1, world.World.Clock.GetUtcNow()) { Publish = false };
        db.TrainingRuns.Add(run);
        await db.SaveChangesAsync();
        ModelMetric[] metrics = quality is { } mean ? [new("ndcg@100", mean, 0.01), new("coverage@20", mean, 0.02)] : [];
        var model = new StoredModel(kind, run.RunId, new string('a', 64), 11_700_000, world.World.Clock.GetUtcNow())
        {
            State = state,
            Metrics = TrainingJson.Write(metrics),
            Report = TrainingJson.WriteOne(report),
            Verdict = verdict,
        };
        db.Models.Add(model);
        await db.SaveChangesAsync();
        // One run may wait at a time.
        await db.TrainingRuns.Where(r => r.RunId == run.RunId).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Succeeded));
        return model.ModelId;
    }
}
