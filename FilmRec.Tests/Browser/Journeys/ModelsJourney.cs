using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

/// <summary>An administrator trains with an option changed, compares, looks through a viewer's eyes, publishes and goes back.</summary>
[Collection(BrowserTests.Name)]
public sealed class ModelsJourney(BrowserSite site)
{
    [Fact]
    public async Task An_administrator_trains_compares_publishes_and_rolls_back()
    {
        await using var boss = await site.AdministratorComesAsync();
        await boss.Models.TrainAsync("ALS", "Factors", "8");

        await boss.Models.OpenAsync("als");
        await Expect(boss.Models.Verdict).ToContainTextAsync("The candidate from run");
        await Expect(boss.Models.Version("als:factors 8")).ToContainTextAsync("Candidate");
        (await boss.BarriersAsync()).ShouldBeEmpty();

        await boss.Page.GotoAsync("/admin/try?viewer=1&model=candidate");
        await Expect(boss.Page.Locator(".overlap")).ToContainTextAsync("both");
        (await boss.BarriersAsync()).ShouldBeEmpty();

        await boss.Models.OpenAsync("als");
        await boss.Models.ActAsync("Publish candidate", "Publish");
        await Expect(boss.Models.Version("als:factors 8")).ToContainTextAsync("Live");

        await boss.Models.ActAsync("Roll back", "Roll back");
        await Expect(boss.Models.Version("als:factors 8")).ToContainTextAsync("Retired");
    }

    [Fact]
    public async Task A_copy_of_a_model_and_a_report_on_it_arrive_as_files_and_strangers_get_neither()
    {
        await using var boss = await site.AdministratorComesAsync();
        var file = await boss.Page.APIRequest.GetAsync("/admin/models/1/file");
        file.Headers["content-disposition"].ShouldMatch("attachment; filename=\"?filmrec-[a-z]+-\\d{4}-\\d\\d-\\d\\d-[a-z]+\\.model");
        (await file.BodyAsync()).Length.ShouldBeGreaterThan(100);
        (await (await boss.Page.APIRequest.GetAsync("/admin/models/1/report")).TextAsync()).ShouldStartWith("# popularity ");

        await using var visitor = await site.ComesAsync();
        var refused = await visitor.Page.APIRequest.GetAsync("/admin/models/1/file", new() { MaxRedirects = 0 });
        refused.Status.ShouldBe(401);
    }
}
