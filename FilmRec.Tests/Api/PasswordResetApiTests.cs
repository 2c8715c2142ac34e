using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts.Mail;
using FilmRec.Tests.Auth;
using MimeKit;

namespace FilmRec.Tests.Api;

/// <summary>Asking for a new password and setting it, over REST and on the pages, with mails as files.</summary>
public sealed partial class PasswordResetApiTests
{
    private const string New = "another quiet harbour";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whether_an_account_has_the_address_or_not_the_answer_is_the_same()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();

        var known = await world.PostAsync("/api/users/password-reset", new { email = "anna@example.org" });
        var unknown = await world.PostAsync("/api/users/password-reset", new { email = "nobody@example.org" });

        (known.StatusCode, unknown.StatusCode).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        (await known.Content.ReadAsStringAsync(Token)).ShouldBe(await unknown.Content.ReadAsStringAsync(Token));
        string token = await TokenAsync(world);
        Directory.GetFiles(MailFolder(world)).ShouldHaveSingleItem();
        (await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/password-reset/confirm", new { token, new_password = "password1" }), HttpStatusCode.BadRequest))
            .GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("new_password");
        (await world.PostAsync("/api/users/password-reset/confirm", new { token, new_password = New })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/password-reset/confirm", new { token, new_password = New }), HttpStatusCode.BadRequest))
            .GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("token");
        (await world.PostAsync("/api/users/login", new { username = "anna", password = New })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await AuthWorld.ProblemOfAsync(await world.PostAsync("/api/users/password-reset", new { email = "anna" }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task On_the_pages_a_link_comes_by_mail_and_leads_to_a_new_password()
    {
        await using var world = await AuthWorld.CreateAsync();
        var loggedIn = await world.BrowserOfAsync();
        var browser = world.Browser();

        string asked = await (await AuthWorld.SubmitAsync(browser, "/account/forgot", "forgot", ("Email", "anna@example.org"))).Content.ReadAsStringAsync(Token);
        asked.ShouldContain("Look into your mailbox");
        string link = $"/account/reset?token={await TokenAsync(world)}";
        (await (await AuthWorld.SubmitAsync(browser, link, "reset", ("Password", "short"))).Content.ReadAsStringAsync(Token)).ShouldContain("Use at least 8 characters.");
        string done = await (await AuthWorld.SubmitAsync(browser, link, "reset", ("Password", New))).Content.ReadAsStringAsync(Token);

        done.ShouldContain("Your password is new");
        (await browser.GetStringAsync(link, Token)).ShouldContain("This link does not work any more");
        (await browser.GetStringAsync("/account/reset", Token)).ShouldContain("This link does not work any more");
        (await loggedIn.GetAsync("/account", Token)).StatusCode.ShouldBe(HttpStatusCode.Found, "it was signed out");
        (await browser.GetAsync("/account", Token)).StatusCode.ShouldBe(HttpStatusCode.Found, "a link logs nobody in");
    }

    [Fact]
    public async Task Without_a_way_to_send_mail_the_page_says_so_and_REST_answers_as_ever()
    {
        await using var world = await AuthWorld.CreateAsync(new("environment", "Production"), new("Passwords:Cost", "10"));

        (await world.Browser().GetStringAsync("/account/forgot", Token)).ShouldContain("This server cannot send mail");
        (await world.PostAsync("/api/users/password-reset", new { email = "anna@example.org" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Asking_is_limited_by_address_and_by_account()
    {
        await using var world = await AuthWorld.CreateAsync(new("RateLimits:Enabled", "true"), new("RateLimits:RegistrationsPerMinute", "2"));
        for (int i = 0; i < 2; i++)
        {
            (await world.PostAsync("/api/users/password-reset", new { email = $"nobody{i}@example.org" })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }

        var refused = await world.PostAsync("/api/users/password-reset", new { email = "nobody3@example.org" });
        await AuthWorld.ProblemOfAsync(refused, HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static string MailFolder(AuthWorld world) => FileDropEmailSender.FolderOf(new FilmRec.Core.FilmRecOptions { DataFolder = world.DataFolder });

    private static async Task<string> TokenAsync(AuthWorld world)
    {
        for (int patience = 500; patience > 0; patience--)
        {
            if (Directory.Exists(MailFolder(world)) && Directory.GetFiles(MailFolder(world), "*.eml") is [var file, ..] && new FileInfo(file).Length > 0)
            {
                using var mail = await MimeMessage.LoadAsync(file, Token);
                if (Link().Match(mail.TextBody ?? "") is { Success: true } link)
                {
                    return link.Groups[1].Value;
                }
            }

            await Task.Delay(20, Token);
        }

        throw new TimeoutException("no mail came");
    }

    [GeneratedRegex(@"/account/reset\?token=([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
