using FilmRec.Core.Accounts;
using FilmRec.Tests.Browser.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace FilmRec.Tests.Browser.Journeys;

[Collection(BrowserTests.Name)]
public sealed class SecondFactorJourney(BrowserSite site)
{
    [Theory]
    [InlineData(ColorScheme.Dark, false, true)]
    [InlineData(ColorScheme.Light, true, false)]
    public async Task A_second_factor_is_set_up_used_and_taken_away(ColorScheme theme, bool onPhone, bool script)
    {
        string name = $"second-{theme}".ToLowerInvariant();
        await using var viewer = await site.ComesAsync(onPhone, theme, script);
        await RegisterAsync(viewer, name);
        await viewer.Page.GotoAsync("/account/second-factor");
        string key = await viewer.Page.Locator("code.key").InnerTextAsync();
        var app = new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal)));
        await Expect(viewer.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the key" })).ToBeVisibleAsync();

        await viewer.Page.GetByLabel("Code from your app").FillAsync("123 45");
        await viewer.Page.GetByLabel("Your password").FillAsync(AccountScreen.Password);
        await viewer.Page.GetByLabel("Your password").PressAsync("Enter");
        await Expect(viewer.Page.GetByLabel("Code from your app")).ToBeFocusedAsync();
        await viewer.Page.GetByLabel("Code from your app").FillAsync(app.ComputeTotp());
        await viewer.Page.GetByLabel("Your password").FillAsync(AccountScreen.Password);
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Switch it on" }).ClickAsync();

        await Expect(viewer.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Your second factor is on." })).ToBeVisibleAsync();
        await Expect(viewer.Page.Locator(".codes li")).ToHaveCountAsync(10);
        await NoTroubleAsync(viewer, script, "/account/second-factor/codes");
        string recovery = await viewer.Page.Locator(".codes li").First.InnerTextAsync();
        await viewer.Page.GetByRole(AriaRole.Link, new() { Name = "I have kept them" }).ClickAsync();
        await Expect(viewer.Page.GetByText("10 recovery codes are left")).ToBeVisibleAsync();
        await NoTroubleAsync(viewer, script, "/account/second-factor/on");

        await using var again = await site.ComesAsync(onPhone, theme, script);
        await again.Page.GotoAsync("/account/login?returnUrl=%2Faccount");
        await again.Page.GetByLabel("User name or mail address").FillAsync(name);
        await again.Page.GetByLabel("Password").FillAsync(AccountScreen.Password);
        await again.Page.GetByLabel("Password").PressAsync("Enter");
        await Expect(again.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Enter your code");
        await Expect(again.Page.GetByLabel("Code")).ToBeFocusedAsync();
        await NoTroubleAsync(again, script, "/account/login/code");
        await again.Page.Keyboard.TypeAsync(recovery);
        await again.Page.Keyboard.PressAsync("Enter");
        await Expect(again.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Account");

        await using var boss = await site.AdministratorComesAsync();
        await boss.Page.GotoAsync($"/admin/viewers?q={name}");
        await boss.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Switch it off" }).ClickAsync();
        await boss.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Switch it off" }).ClickAsync();
        await Expect(boss.Page.GetByText($"switched off the second factor of {name}")).ToBeVisibleAsync();
        await again.Page.GotoAsync("/account");
        await Expect(again.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Log in");
    }

    [Fact]
    public async Task An_administrator_hands_out_a_link_that_sets_a_new_password()
    {
        await using var viewer = await site.ComesAsync(onPhone: true, script: false);
        await RegisterAsync(viewer, "forgetful");
        await using var boss = await site.AdministratorComesAsync();
        await boss.Page.GotoAsync("/admin/viewers?q=forgetful");
        await boss.Page.GetByRole(AriaRole.Link, new() { Name = "forgetful" }).ClickAsync();

        await boss.Page.GetByRole(AriaRole.Button, new() { Name = "Make a reset link" }).ClickAsync();
        await boss.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Make the link" }).ClickAsync();
        string link = await boss.Page.GetByRole(AriaRole.Dialog).GetByLabel("Link").InputValueAsync();
        (await boss.BarriersAsync()).ShouldBeEmpty();
        await boss.KeepPictureAsync("/admin/viewers/reset-link");
        await boss.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(boss.Page.GetByText("made a link for a new password for forgetful")).ToBeVisibleAsync();

        await viewer.Page.GotoAsync(new Uri(link).PathAndQuery);
        await viewer.Page.GetByLabel("New password").FillAsync("another long secret");
        await viewer.Page.GetByRole(AriaRole.Button, new() { Name = "Set the password" }).ClickAsync();
        await Expect(viewer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your password is new");
        await viewer.Account.LogInAsync("forgetful", "another long secret");
    }

    // Nothing stays on the screen of who has lost access, though they touch nothing.
    [Fact]
    public async Task An_open_page_of_who_loses_access_on_another_server_closes_itself_within_a_minute()
    {
        await using var boss = await site.AdministratorComesAsync();
        await using var other = await site.AdministratorComesAsync();
        await using var elsewhere = site.OtherServer();
        (string actor, string name) = (await NameOfAsync(boss), await NameOfAsync(other));
        await other.Page.GotoAsync("/admin/viewers/1");
        await Expect(other.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeEnabledAsync(); // the page is connected

        var administrators = (await elsewhere.GetRequiredService<ViewerDirectory>().FindAsync(new ViewerQuery { Group = ViewerGroup.Administrators }, TestContext.Current.CancellationToken)).Viewers
            .ToDictionary(viewer => viewer.UserName, viewer => viewer.ViewerId);
        (await elsewhere.GetRequiredService<ViewerAdministration>().TakeRoleAsync(administrators[actor], administrators[name], TestContext.Current.CancellationToken)).ShouldBeNull();
        long started = Environment.TickCount64;

        await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Log in", new() { Timeout = 60_000 });
        (Environment.TickCount64 - started).ShouldBeLessThan(60_000);
    }

    private static async Task<string> NameOfAsync(Person person)
        => (await person.Page.GetByText("your account: ").First.TextContentAsync() ?? "").Split(": ")[^1].Trim();

    private static async Task RegisterAsync(Person person, string name)
    {
        await person.Page.GotoAsync("/account/register");
        await person.Page.GetByLabel("User name").FillAsync(name);
        await person.Page.GetByLabel("Mail address").FillAsync($"{name}@example.org");
        await person.Page.GetByLabel("Password").FillAsync(AccountScreen.Password);
        await person.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await person.Page.GetByText($"your account: {name}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    private static async Task NoTroubleAsync(Person person, bool script, string page)
    {
        await person.KeepPictureAsync(page);
        if (script)
        {
            (await person.BarriersAsync()).ShouldBeEmpty(page); // axe is a script
        }

        (await person.OverflowAsync()).ShouldBe(0, page);
    }
}
