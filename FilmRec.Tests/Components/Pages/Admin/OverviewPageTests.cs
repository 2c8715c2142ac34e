using Bunit;
using FilmRec.Core.Jobs;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Traffic;
using FilmRec.Web.Auth;
using FilmRec.Web.Components.Pages.Admin.Overview;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class OverviewPageTests
{
    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_installation_is_told_to_import_or_generate()
    {
        await using var page = await PageWorld.CreateAsync();

        var overview = page.Open<OverviewPage>("/admin");

        overview.Find("[aria-labelledby=looks]").TextContent.ShouldContain("There are no films yet. Import or generate");
        overview.Find("[aria-labelledby=live-model]").TextContent.ShouldContain("None yet");
        overview.Find("[aria-labelledby=traffic]").TextContent.ShouldContain("Nothing was asked for yet.");
        overview.Find("[aria-labelledby=machines] tbody b").TextContent.ShouldBe(Environment.MachineName);
        overview.Find("[data-refresh] [data-age]").TextContent.ShouldBe("just now");
    }

    [Fact]
    public async Task It_shows_traffic_errors_and_people()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.World.AddMovieAsync("Heat", 1995);
        var recorder = page.Services.GetRequiredService<TrafficRecorder>();
        for (int answer = 0; answer < 50; answer++)
        {
            recorder.Record(TimeSpan.FromMilliseconds(40), isError: answer == 0, viewerId: answer % 3);
        }

        var overview = page.Open<OverviewPage>("/admin");

        overview.FindAll(".stats b")[1].TextContent.ShouldEndWith(" ms");
        overview.FindAll(".stats .good").Count.ShouldBe(1);
        overview.FindAll(".stats b")[3].TextContent.ShouldBe("3");
        overview.Find("svg[role=img]").GetAttribute("aria-label").ShouldStartWith("50 requests, at most ");
        overview.Find("svg[role=img]").GetAttribute("aria-label").ShouldEndWith("; 1 error");
        overview.FindAll("svg[role=img] circle title").Count.ShouldBe(1);
        overview.Find("[aria-labelledby=looks]").TextContent.ShouldContain("No model is live: every viewer sees the most popular films. Train one");
    }

    [Fact]
    public async Task What_went_wrong_is_a_sentence_with_a_link_to_where_it_is_mended()
    {
        var screen = await JobsScreen.CreateAsync();
        await using var page = screen.Page;
        screen.PutDataset("ml-small", brokenLines: 41);
        int import = (await screen.Jobs.ImportAsync(new ImportOrder("ml-small", null, false), screen.Administrator, Token)).JobId.ShouldNotBeNull();
        await screen.WorkAsync();
        await using (var db = page.World.Open())
        {
            db.TrainingRuns.Add(new TrainingRun(["als"], 1, page.World.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Token);
            DateTimeOffset? now = page.World.Clock.GetUtcNow();
            await db.TrainingRuns.ExecuteUpdateAsync(set => set.SetProperty(r => r.State, TrainingState.Failed).SetProperty(r => r.FinishedAt, now), Token);
        }

        var overview = page.Open<OverviewPage>("/admin");

        var looks = overview.FindAll("[aria-labelledby=looks] li").Select(look => look.TextContent.Trim()).ToList();
        looks.ShouldContain("Training run 1 failed. See why");
        looks.ShouldContain("The last import skipped 41 bad lines. See lines");
        overview.FindAll("[aria-labelledby=looks] a").Select(link => link.GetAttribute("href")).ShouldContain($"/admin/data/jobs/{import}");
    }

    [Fact]
    public async Task It_can_be_asked_for_again_and_again_without_counting_again()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.World.AddMovieAsync("Heat", 1995);
        page.Open<OverviewPage>("/admin");
        await page.World.AddViewerAsync("ada");

        page.Open<OverviewPage>("/admin").Find("[aria-labelledby=data-size]").TextContent.ShouldContain("0viewers");
        page.World.Clock.Advance(TimeSpan.FromMinutes(2));
        page.Open<OverviewPage>("/admin").Find("[aria-labelledby=data-size]").TextContent.ShouldContain("1viewers");
    }

    [Fact]
    public async Task Without_a_database_it_says_so()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("traffic");

        page.Open<OverviewPage>("/admin").Find("[role=alert] h2").TextContent.ShouldBe("The overview did not arrive");
    }

    [Fact]
    public void Only_administrators_may_look()
        => typeof(OverviewPage).GetCustomAttributes(typeof(AuthorizeAttribute), inherit: true).Cast<AuthorizeAttribute>().Single().Policy.ShouldBe(Policies.PageAdministrator);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.013, 0.02)]
    [InlineData(41, 50)]
    [InlineData(100, 100)]
    [InlineData(601, 1000)]
    public void Scales_end_on_round_numbers(double value, double end) => OverviewWords.RoundUp(value).ShouldBe(end, 1e-9);
}
