using Bunit;
using FilmRec.Core.Accounts;
using FilmRec.Tests.Accounts;
using FilmRec.Web.Components.Pages.Admin.Audit;
using FilmRec.Web.Components.Pages.Admin.Viewers;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class ViewersPageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewers_are_listed_with_what_an_administrator_asks_first()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        await page.World.AddViewerAsync("imported");
        await page.RateAsync(anna, await page.World.AddMovieAsync("Low Tide"), 8);
        await page.Services.GetRequiredService<ViewerAdministration>().LockAsync(boss, anna, "for a test", Token);

        var viewers = page.Open<ViewersPage>("/admin/viewers");

        viewers.Find(".head p").TextContent.ShouldBe("3 viewers");
        viewers.FindAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim())))
            .ShouldBe(["anna|Locked|Viewer|1|never|today", "boss|Active|Administrator|0|never|today", "imported|Imported|Viewer|0|never|today"]);
        viewers.Find("tbody a").GetAttribute("href").ShouldBe($"/admin/viewers/{anna}");
        viewers.Find(".chip[aria-current]").TextContent.ShouldBe("All");
    }

    [Fact]
    public async Task The_search_and_the_group_stand_in_the_address()
    {
        await using var page = await PageWorld.CreateAsync();
        await PeopleAsync(page);

        var found = page.Open<ViewersPage>("/admin/viewers?q=AN&sort=new");

        found.Find(".head p").TextContent.ShouldBe("1 viewer begins with “AN”");
        found.Find("input[type=search]").GetAttribute("value").ShouldBe("AN");
        found.FindAll(".chip").Select(chip => chip.GetAttribute("href"))
            .ShouldBe(["/admin/viewers?q=AN&sort=new", "/admin/viewers?q=AN&group=administrators&sort=new", "/admin/viewers?q=AN&group=locked&sort=new", "/admin/viewers?q=AN&group=sample&sort=new", "/admin/viewers?q=AN&group=external&sort=new"]);
    }

    [Theory]
    [InlineData("?q=zoe", "No viewer begins with “zoe”")]
    [InlineData("?group=locked", "Nobody is locked")]
    [InlineData("?group=sample", "There are no sample viewers")]
    [InlineData("?page=7", "There is no page 7")]
    public async Task Where_nobody_is_found_it_says_so_and_leads_back(string query, string title)
    {
        await using var page = await PageWorld.CreateAsync();
        await PeopleAsync(page);

        var viewers = page.Open<ViewersPage>("/admin/viewers" + query);

        viewers.Find(".empty h2").TextContent.ShouldBe(title);
        viewers.Find(".empty a").GetAttribute("href").ShouldBe("/admin/viewers");
    }

    [Fact]
    public async Task Without_the_database_there_is_a_way_to_try_again()
    {
        await using var page = await PageWorld.CreateAsync();
        await page.BreakAsync("users");

        page.Open<ViewersPage>("/admin/viewers").Find("[role=alert] h2").TextContent.ShouldBe("The viewers did not arrive");
        page.Open<AuditPage>("/admin/audit?who=boss").Find("[role=alert] h2").TextContent.ShouldBe("The audit log did not arrive");
        page.Render<ViewerPage>(viewer => viewer.Add(p => p.ViewerId, 1)).Find("[role=alert] h2").TextContent.ShouldBe("The viewer did not arrive");
    }

    [Fact]
    public async Task A_viewer_is_shown_with_what_was_done_about_them()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        await page.Services.GetRequiredService<ViewerAdministration>().LockAsync(boss, anna, "writes insults", Token);

        var viewer = page.Render<ViewerPage>(p => p.Add(v => v.ViewerId, anna));

        viewer.Find("h1").TextContent.ShouldBe("anna");
        viewer.Find(".facts").TextContent.ShouldContain("writes insults");
        viewer.Find(".facts").TextContent.ShouldContain("anna@example.org");
        viewer.Find(".acts").TextContent.ShouldContain("boss locked anna: writes insults");
        viewer.Find($"a[href='/admin/try?viewer={anna}']").TextContent.ShouldBe("See what they would get");
    }

    [Fact]
    public async Task A_viewer_who_is_gone_is_looked_for_in_the_audit_log()
    {
        await using var page = await PageWorld.CreateAsync();

        page.Render<ViewerPage>(viewer => viewer.Add(p => p.ViewerId, 77)).Find(".empty a.quiet").GetAttribute("href").ShouldBe("/admin/audit?about=77");
    }

    [Fact]
    public async Task Locking_asks_for_a_reason_and_is_done_after_it()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        ActAs(page, boss);
        var (dialogs, toasts) = (page.Render<MudDialogProvider>(), page.Render<MudSnackbarProvider>());
        var acts = Acts(page, anna, "anna");

        await acts.InvokeAsync(() => Button(acts, "Lock").Click());
        dialogs.WaitForAssertion(() => dialogs.Find("h2").TextContent.ShouldBe("Lock anna?"), Patience);
        await dialogs.InvokeAsync(() => Button(dialogs, "Lock").Click());
        dialogs.Find(".field.err .h").TextContent.ShouldStartWith("Say why");
        await dialogs.InvokeAsync(() => dialogs.Find("input").Input("for a test"));
        await dialogs.InvokeAsync(() => Button(dialogs, "Lock").Click());

        toasts.WaitForAssertion(() => toasts.Markup.ShouldContain("anna is locked."), Patience);
        (await page.Services.GetRequiredService<ViewerDirectory>().FindAsync(anna, Token))!.LockReason.ShouldBe("for a test");
    }

    [Fact]
    public async Task Cancelling_a_dialog_does_nothing_and_a_refusal_is_shown()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        ActAs(page, anna); // no administrator any more, on a page that is still open
        var (dialogs, toasts) = (page.Render<MudDialogProvider>(), page.Render<MudSnackbarProvider>());
        var acts = Acts(page, boss, "boss");

        await acts.InvokeAsync(() => Button(acts, "Sign out everywhere").Click());
        dialogs.WaitForAssertion(() => dialogs.Find("h2").TextContent.ShouldBe("Sign boss out everywhere?"), Patience);
        await dialogs.InvokeAsync(() => Button(dialogs, "Cancel").Click());
        toasts.Markup.ShouldNotContain("boss");
        await acts.InvokeAsync(() => Button(acts, "Sign out everywhere").Click());
        dialogs.WaitForAssertion(() => dialogs.Find("h2").TextContent.ShouldBe("Sign boss out everywhere?"), Patience);
        await dialogs.InvokeAsync(() => Button(dialogs, "Sign out").Click());

        toasts.WaitForAssertion(() => toasts.Markup.ShouldContain("Only an administrator may do this"), Patience);
    }

    [Fact]
    public async Task Deleting_needs_the_name_typed_and_leads_back_to_the_list()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        ActAs(page, boss);
        var (dialogs, toasts) = (page.Render<MudDialogProvider>(), page.Render<MudSnackbarProvider>());
        var acts = Acts(page, anna, "anna");

        await acts.InvokeAsync(() => Button(acts, "Delete").Click());
        dialogs.WaitForAssertion(() => dialogs.Find("h2").TextContent.ShouldBe("Delete anna?"), Patience);
        Button(dialogs, "Delete").HasAttribute("disabled").ShouldBeTrue();
        await dialogs.InvokeAsync(() => dialogs.Find("input").Input("Anna"));
        await dialogs.InvokeAsync(() => Button(dialogs, "Delete").Click());

        toasts.WaitForAssertion(() => toasts.Markup.ShouldContain("anna is deleted."), Patience);
        (await page.Services.GetRequiredService<ViewerDirectory>().FindAsync(anna, Token)).ShouldBeNull();
        page.Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/admin/viewers");
    }

    [Fact]
    public async Task Of_oneself_and_of_the_last_administrator_some_acts_are_closed()
    {
        await using var page = await PageWorld.CreateAsync();

        var mine = page.Render<ViewerActs>(p => p.Add(a => a.ViewerId, 1).Add(a => a.Name, "boss").Add(a => a.CanLogIn, true)
            .Add(a => a.IsMe, true).Add(a => a.IsAdministrator, true).Add(a => a.IsLastAdministrator, true));
        var sample = page.Render<ViewerActs>(p => p.Add(a => a.ViewerId, 2).Add(a => a.Name, "sample1"));

        mine.FindAll("button").Where(button => !button.HasAttribute("disabled")).Select(button => button.TextContent.Trim()).ShouldBe(["Sign out everywhere"]);
        sample.FindAll("button").Select(button => button.TextContent.Trim()).ShouldBe(["Delete"]);
    }

    [Fact]
    public async Task The_audit_log_is_read_as_sentences()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, anna) = await PeopleAsync(page);
        var administration = page.Services.GetRequiredService<ViewerAdministration>();
        await page.Services.GetRequiredService<AuditLog>().RecordAsync(null, "training.started", "run 3", Token);
        await page.Services.GetRequiredService<AuditLog>().RecordAsync(boss, "model.published", "blend 12, in place of 9", Token);
        await page.Services.GetRequiredService<AuditLog>().RecordAsync(999, "catalogue.swept-up", "12 films", Token);
        await administration.GiveRoleAsync(boss, anna, Token);
        await administration.TakeRoleAsync(boss, anna, Token);
        await administration.SignOutAsync(boss, anna, Token);
        await administration.LockAsync(boss, anna, "insults: many", Token);

        var audit = page.Open<AuditPage>("/admin/audit");

        audit.FindAll(".audit-line").Select(line => line.TextContent).ShouldBe(
        [
            "boss locked anna: insults: many", "boss signed anna out everywhere", "boss took the administrator's role from anna", "boss made anna an administrator",
            "viewer 999 catalogue swept up 12 films", "boss published blend 12, in place of 9", "FilmRec started training run 3", "boss was made an administrator at the command line",
        ]);
        audit.FindAll(".audit-line a")[1].GetAttribute("href").ShouldBe($"/admin/viewers/{anna}");
    }

    [Fact]
    public async Task The_audit_page_keeps_its_filters_in_the_address_and_its_exports()
    {
        await using var page = await PageWorld.CreateAsync();
        var (boss, _) = await PeopleAsync(page);
        for (int i = 0; i < AuditQuery.PageSize + 1; i++)
        {
            await page.Services.GetRequiredService<AuditLog>().RecordAsync(boss, "training.started", $"run {i}", Token);
        }

        var first = page.Open<AuditPage>("/admin/audit?who=boss&act=training.started&from=2026-03-01&to=2026-03-01");

        first.FindAll(".entries li").Count.ShouldBe(AuditQuery.PageSize);
        first.Find("select option[selected]").TextContent.ShouldBe("Training started");
        first.FindAll("a[download]").Select(link => link.GetAttribute("href")).ShouldBe(
        [
            "/admin/audit/export?who=boss&act=training.started&from=2026-03-01&to=2026-03-01&format=csv", "/admin/audit/export?who=boss&act=training.started&from=2026-03-01&to=2026-03-01&format=jsonl",
        ]);
        string older = first.Find("a[rel=next]").GetAttribute("href")!;
        page.Open<AuditPage>(older).FindAll(".audit-line").ShouldHaveSingleItem().TextContent.ShouldBe("boss started training run 0");
        page.Open<AuditPage>("/admin/audit?to=2026-02-28").Find(".empty h2").TextContent.ShouldBe("Nothing was done that fits");
        page.Open<AuditPage>("/admin/audit?who=zoe").Find(".empty h2").TextContent.ShouldBe("Nobody is called “zoe”");
    }

    [Fact]
    public async Task Before_the_first_act_the_audit_log_says_what_will_be_there()
    {
        await using var page = await PageWorld.CreateAsync();

        page.Open<AuditPage>("/admin/audit").Find(".empty h2").TextContent.ShouldBe("Nothing has been done yet");
    }

    private static async Task<(int Boss, int Anna)> PeopleAsync(PageWorld page)
    {
        var boss = (await page.Services.GetRequiredService<FirstAdministrator>().CreateAsync(AccountWorld.Wanted("boss"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
        var anna = (await page.Services.GetRequiredService<Registration>().RegisterAsync(AccountWorld.Wanted("anna"), Token)).ShouldBeOfType<RegistrationResult.Registered>();
        return (boss.ViewerId, anna.ViewerId);
    }

    private static void ActAs(PageWorld page, int viewer) => page.LookAs(viewer, "somebody");

    private static IRenderedComponent<ViewerActs> Acts(PageWorld page, int viewer, string name)
        => page.Render<ViewerActs>(p => p.Add(a => a.ViewerId, viewer).Add(a => a.Name, name).Add(a => a.CanLogIn, true));

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> within, string text)
        => within.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
