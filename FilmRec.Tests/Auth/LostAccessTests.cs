using System.Net;
using System.Security.Claims;
using FilmRec.Core.Accounts;
using FilmRec.Core.Accounts.PersonalData;
using FilmRec.Tests.Support;
using FilmRec.Web.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Auth;

/// <summary>What is taken from an account on one server is gone on the others within a minute: from tokens, cookies, refresh tokens and open pages.</summary>
public sealed class LostAccessTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [DatabaseUnderTest("locked")]
    [DatabaseUnderTest("deleted")]
    [DatabaseUnderTest("demoted")]
    [DatabaseUnderTest("another password")]
    [DatabaseUnderTest("signed out")]
    public async Task Who_loses_access_on_another_server_has_lost_it_here_within_a_minute(DatabaseKind kind, string how)
    {
        await using var world = await AuthWorld.OnAsync(kind);
        await using var elsewhere = world.OtherServer();
        int boss = await MakeAdministratorAsync(world, "boss");
        int anna = await MakeAdministratorAsync(world, "anna");
        var tokens = await world.LogInAsync();
        string access = tokens.GetProperty("access_token").GetString()!;
        var browser = world.Browser();
        await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "anna"), ("Password", AuthWorld.Password));
        var standing = (await world.Services.GetRequiredService<AccountStandings>().FindAsync(anna, Token)).ShouldNotBeNull();
        var session = await world.Services.GetRequiredService<OpenSessions>().StartAsync(anna, SessionKind.Browser, "an open page", Token);
        var principal = new ClaimsPrincipal(ViewerClaims.Principal(standing, session, Schemes.Cookie));
        using var circuit = world.Circuit();
        async Task<(HttpStatusCode Api, HttpStatusCode Page, bool Circuit)> LookAsync() => (
            (await world.GetAsync("/api/users/me", access)).StatusCode, (await browser.GetAsync("/admin/audit", Token)).StatusCode, await circuit.IsStillRightAsync(new(principal), Token));
        (await LookAsync()).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK, true)); // and from now on everything is remembered

        await ActAsync(how, elsewhere, boss, anna);
        world.Clock.Advance(Promised - RecheckedAuthenticationState.Interval); // the page asks that often

        var (api, page, open) = await LookAsync();
        api.ShouldBe(HttpStatusCode.Unauthorized);
        page.ShouldBe(HttpStatusCode.Found, "led to the login page");
        open.ShouldBeFalse();
        (await world.PostAsync("/api/users/refresh", new { refresh_token = tokens.GetProperty("refresh_token").GetString() })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<int> MakeAdministratorAsync(AuthWorld world, string name)
        => (await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount(name, $"{name}@example.org", AuthWorld.Password), Token))
            .ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    private static async Task ActAsync(string how, IServiceProvider elsewhere, int boss, int anna)
    {
        var acts = elsewhere.GetRequiredService<ViewerAdministration>();
        switch (how)
        {
            case "locked":
                (await acts.LockAsync(boss, anna, "for a test", Token)).ShouldBeNull();
                break;
            case "deleted":
                (await elsewhere.GetRequiredService<AccountDeletion>().DeleteViewerAsync(boss, anna, "anna", Token)).ShouldBeNull();
                break;
            case "demoted":
                (await acts.TakeRoleAsync(boss, anna, Token)).ShouldBeNull();
                break;
            case "signed out":
                (await acts.SignOutAsync(boss, anna, Token)).ShouldBeNull();
                break;
            default:
                (await elsewhere.GetRequiredService<PasswordChange>().ChangeAsync(anna, null, AuthWorld.Password, "another quiet harbour", Token)).ShouldBeOfType<PasswordChangeResult.Changed>();
                break;
        }
    }
}
