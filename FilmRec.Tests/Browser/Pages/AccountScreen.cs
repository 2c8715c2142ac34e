using Microsoft.Playwright;

namespace FilmRec.Tests.Browser.Pages;

public sealed class AccountScreen(IPage page)
{
    /// <summary>Of everybody whom the tests make.</summary>
    public const string Password = "a long enough secret";

    /// <summary>Logs in somebody who has an account.</summary>
    public Task LogInAsync(string name) => LogInAsync(name, Password);

    /// <summary>Registers a viewer of that name, who is logged in afterwards.</summary>
    public async Task RegisterAsync(string name)
    {
        await page.GotoAsync("/account/register");
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("Mail address").FillAsync($"{name}@example.org");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Register" }).ClickAsync();
        await page.GetByText($"your account: {name}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle); // a new viewer is led to a page that connects: nobody leaves it half-way
    }

    public async Task LogInAsync(string name, string password)
    {
        await page.GotoAsync("/account/login");
        await page.GetByLabel("User name or mail address").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByText($"your account: {name}").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Fills in the form for a new password and sends it.</summary>
    public async Task ChangePasswordAsync(string old, string wanted)
    {
        await page.GetByLabel("Your present password").FillAsync(old);
        await page.GetByLabel("New password").FillAsync(wanted);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
    }

    public async Task LogOutAsync()
    {
        await page.Locator("summary.avatar").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Log in" }).WaitForAsync();
    }
}
