using FilmRec.Tests.Browser.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class AccountJourney(BrowserSite site)
{
    [Fact]
    public async Task A_new_password_signs_the_other_browser_out()
    {
        await using var here = await site.ComesAsync();
        await using var there = await site.ComesAsync(onPhone: true, script: false);
        await here.Account.RegisterAsync("careful");
        await there.Account.LogInAsync("careful", AccountScreen.Password);
        await there.Page.GotoAsync("/account/sessions");
        await Expect(there.Page.GetByText("This browser")).ToHaveCountAsync(1);
        await Expect(there.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out Chrome on" })).ToBeVisibleAsync();

        await here.Page.GotoAsync("/account/password");
        await here.Account.ChangePasswordAsync("not my password", "another long secret");
        await Expect(here.Page.GetByLabel("Your present password")).ToBeFocusedAsync();
        await Expect(here.Page.GetByText("This is not your password")).ToBeVisibleAsync();
        await here.Account.ChangePasswordAsync(AccountScreen.Password, "another long secret");

        await Expect(here.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Your password is changed." })).ToBeVisibleAsync();
        await there.Page.GotoAsync("/account");
        await Expect(there.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Log in");
        await there.Account.LogInAsync("careful", "another long secret");
    }

    [Fact]
    public async Task An_account_is_deleted_by_its_owner_who_is_told_farewell()
    {
        await using var viewer = await site.ComesAsync(onPhone: true);
        await viewer.Account.RegisterAsync("leaving");
        await viewer.Page.Locator("summary.avatar").ClickAsync();
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "Account", Exact = true }).ClickAsync();
        await viewer.Page.GetByRole(AriaRole.Navigation, new() { Name = "Account" }).GetByRole(AriaRole.Link, new() { Name = "Your data" }).ClickAsync();
        var download = await viewer.Page.RunAndWaitForDownloadAsync(() => viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Download everything" }).ClickAsync());
        download.SuggestedFilename.ShouldBe("filmrec-leaving.zip");

        await viewer.Page.GetByLabel("Type your user name, leaving").FillAsync("leaving");
        await viewer.Page.GetByLabel("Your password").FillAsync(AccountScreen.Password);
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();

        await Expect(viewer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your account is deleted");
        await Expect(viewer.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Log in" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_administrator_locks_a_viewer_who_is_out_at_once_and_the_audit_log_says_so()
    {
        await using var viewer = await site.ComesAsync();
        await viewer.Account.RegisterAsync("noisy");
        await using var boss = await site.AdministratorComesAsync();

        await boss.Page.GotoAsync("/admin/viewers?q=nois");
        await boss.Page.GetByRole(AriaRole.Link, new() { Name = "noisy" }).ClickAsync();
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();
        var dialog = boss.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Lock noisy?");
        await dialog.GetByLabel("Why").FillAsync("sings in the reading room");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Lock" }).ClickAsync();

        await Expect(boss.Page.GetByRole(AriaRole.Main).GetByText("locked noisy: sings in the reading room")).ToBeVisibleAsync();
        await viewer.Page.GotoAsync("/ratings");
        await Expect(viewer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Log in");
        await boss.Page.GotoAsync("/admin/audit?about=noisy");
        await Expect(boss.Page.GetByText("locked noisy: sings in the reading room")).ToBeVisibleAsync();
    }
}
