using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using FilmRec.Core.Accounts;
using FilmRec.Web.Auth;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Auth;

/// <summary>The pages about one's own account, as browsers without a script use them.</summary>
public sealed partial class ManagePagesTests
{
    private const string Wanted = "loud mountain 29";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/preferences")]
    [InlineData("/account/password")]
    [InlineData("/account/sessions")]
    [InlineData("/account/data")]
    public async Task Who_is_not_logged_in_is_led_to_the_login_and_back(string path)
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.RegisterAsync();
        var browser = world.Browser();

        var sentAway = await browser.GetAsync(path, Token);
        sentAway.StatusCode.ShouldBe(HttpStatusCode.Found);
        var answer = await AuthWorld.SubmitAsync(browser, sentAway.Headers.Location!.PathAndQuery, "login", ("UserName", "anna"), ("Password", AuthWorld.Password));

        PathOf(answer).ShouldBe(path);
        var page = await browser.GetAsync(path, Token);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/account", "email")]
    [InlineData("/account/preferences", "preferences")]
    [InlineData("/account/password", "password")]
    [InlineData("/account/sessions", "others")]
    [InlineData("/account/data", "delete")]
    [InlineData("/account/export", "")]
    public async Task A_form_without_its_token_is_refused(string path, string form)
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        var answer = await browser.PostAsync(path, new FormUrlEncodedContent(
            [new("_handler", form), new("Form.UserName", "anna"), new("Form.Old", AuthWorld.Password), new("Form.New", Wanted), new("Form.Password", AuthWorld.Password)]), Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await world.Services.GetRequiredService<Login>().AttemptAsync("anna", AuthWorld.Password, null, Token)).ShouldBeOfType<LoginResult.Entered>();
    }

    [Fact]
    public async Task A_new_password_signs_out_the_other_browser_and_not_this_one()
    {
        await using var world = await AuthWorld.CreateAsync();
        var mine = await world.BrowserOfAsync();
        var other = world.Browser();
        await AuthWorld.SubmitAsync(other, "/account/login", "login", ("UserName", "anna"), ("Password", AuthWorld.Password), ("Remember", "true"));
        (await other.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var wrong = await AuthWorld.SubmitAsync(mine, "/account/password", "password", ("Old", "wrong"), ("New", Wanted));
        string page = await wrong.Content.ReadAsStringAsync(Token);
        page.ShouldContain("This is not your password");
        page.ShouldNotContain(Wanted);
        (await (await AuthWorld.SubmitAsync(mine, "/account/password", "password", ("Old", AuthWorld.Password), ("New", "password1"))).Content.ReadAsStringAsync(Token))
            .ShouldContain("Many people use this password");
        var answer = await AuthWorld.SubmitAsync(mine, "/account/password", "password", ("Old", AuthWorld.Password), ("New", Wanted));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        (await mine.GetStringAsync(PathOf(answer), Token)).ShouldContain("Your password is changed.");
        (await other.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await world.Services.GetRequiredService<Login>().AttemptAsync("anna", Wanted, null, Token)).ShouldBeOfType<LoginResult.Entered>();
    }

    [Fact]
    public async Task Sessions_are_listed_by_browser_and_signed_out_one_by_one_or_together()
    {
        await using var world = await AuthWorld.CreateAsync();
        var mine = await world.BrowserOfAsync();
        var firefox = await LogInAsync(world, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0");
        var phone = await LogInAsync(world, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        string access = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        string page = await mine.GetStringAsync("/account/sessions", Token);
        page.ShouldContain("Firefox on Windows");
        page.ShouldContain("Safari on iPhone");
        page.ShouldContain("An app or script");
        page.Split("This browser").Length.ShouldBe(2);
        string id = SessionButton().Matches(page).Single(button => button.Groups[2].Value.Contains("Firefox", StringComparison.Ordinal)).Groups[1].Value;

        await PostAsync(mine, "/account/sessions", "end", ("session", id));
        (await firefox.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await phone.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await PostAsync(mine, "/account/sessions", "others");
        (await phone.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await world.GetAsync("/api/users/me", access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await mine.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_also_for_a_stolen_copy_of_the_cookie()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = world.Browser();
        var registered = await AuthWorld.SubmitAsync(browser, "/account/register", "register", ("UserName", "anna"), ("Email", "anna@example.org"), ("Password", AuthWorld.Password));
        string cookie = registered.Headers.GetValues("Set-Cookie").Single(text => text.StartsWith(PageCookie.Name + "=", StringComparison.Ordinal)).Split(';')[0];
        var copy = world.Services.GetRequiredService<OpenSessions>();
        (await copy.ListAsync(1, Token)).Count.ShouldBe(1);

        await PressAsync(browser, "/browse", AccountPaths.LogOut);

        (await copy.ListAsync(1, Token)).ShouldBeEmpty();
        using var thief = new HttpRequestMessage(HttpMethod.Get, "/ratings") { Headers = { { "Cookie", cookie }, { "Accept", "text/html" } } };
        (await world.Browser().SendAsync(thief, Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task The_mail_address_is_changed_with_the_password_and_what_was_typed_stays()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();

        string refused = await (await AuthWorld.SubmitAsync(browser, "/account", "email", ("Email", "new@"), ("Password", AuthWorld.Password))).Content.ReadAsStringAsync(Token);
        refused.ShouldContain("value=\"new@\"");
        refused.ShouldContain("Something is missing after the @.");
        refused.ShouldNotContain(AuthWorld.Password);
        (await AuthWorld.SubmitAsync(browser, "/account", "email", ("Email", "new@example.org"), ("Password", AuthWorld.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);

        (await browser.GetStringAsync("/account?done=email", Token)).ShouldContain("value=\"new@example.org\"");
    }

    [Fact]
    public async Task Preferences_are_kept_as_they_were_chosen()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        await using (var db = world.Open())
        {
            var film = new Core.Catalog.Movie("Low Tide", Core.Origin.Own, world.Clock.GetUtcNow()) { NormalizedTitle = "low tide", ReleaseYear = 1985 };
            var (drama, war) = (new Core.Catalog.Genre("Drama"), new Core.Catalog.Genre("War"));
            db.AddRange(film, drama, war);
            await db.SaveChangesAsync(Token);
            db.AddRange(new Core.Catalog.MovieGenre(film.MovieId, drama.GenreId), new Core.Catalog.MovieGenre(film.MovieId, war.GenreId));
            await db.SaveChangesAsync(Token);
        }

        await PostAsync(browser, "/account/preferences", "preferences", ("genre-1", "favourite"), ("genre-2", "avoided"), ("decade", "1980"));

        var saved = await world.Services.GetRequiredService<PreferenceBook>().FindAsync(1, Token);
        (saved.FavouriteGenres.Single(), saved.AvoidedGenres.Single(), saved.PreferredDecades.Single()).ShouldBe(("Drama", "War", 1980));
        string page = await browser.GetStringAsync("/account/preferences?done=preferences", Token);
        page.ShouldContain("Your preferences are saved.");
        Checked().Matches(page).Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}").ShouldBe(["genre-1=favourite", "genre-2=avoided", "decade=1980"]);
        (await (await PostAsync(browser, "/account/preferences", "preferences", ("decade", "1985"))).Content.ReadAsStringAsync(Token)).ShouldContain("A decade is its first year");
    }

    [Fact]
    public async Task Everything_is_downloaded_as_one_zip_file_and_not_again_and_again()
    {
        await using var world = await AuthWorld.CreateAsync(new("RateLimits:Enabled", "true"), new("RateLimits:RegistrationsPerMinute", "100"));
        var browser = await world.BrowserOfAsync();

        var answer = await PressAsync(browser, "/account/data", AccountPaths.Export);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("filmrec-anna.zip");
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Token));
        zip.Entries.Count.ShouldBe(11);
        await PressAsync(browser, "/account/data", AccountPaths.Export);
        await PressAsync(browser, "/account/data", AccountPaths.Export);
        var refused = await PressAsync(browser, "/account/data", AccountPaths.Export);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_account_is_gone_and_its_browser_is_told_farewell()
    {
        await using var world = await AuthWorld.CreateAsync();
        var browser = await world.BrowserOfAsync();
        string access = (await world.LogInAsync()).GetProperty("access_token").GetString()!;

        string refused = await (await AuthWorld.SubmitAsync(browser, "/account/data", "delete", ("UserName", "ann"), ("Password", AuthWorld.Password))).Content.ReadAsStringAsync(Token);
        refused.ShouldContain("Nothing is deleted yet.");
        var answer = await AuthWorld.SubmitAsync(browser, "/account/data", "delete", ("UserName", "anna"), ("Password", AuthWorld.Password));

        PathOf(answer).ShouldBe(AccountPaths.Farewell);
        (await browser.GetStringAsync(AccountPaths.Farewell, Token)).ShouldContain("Your account is deleted");
        (await browser.GetAsync("/account", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await world.GetAsync("/api/users/me", access)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var db = world.Open();
        (await db.Users.AnyAsync(Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_locked_loses_the_browser_at_once()
    {
        await using var world = await AuthWorld.CreateAsync();
        var boss = (await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token))
            .ShouldBeOfType<RegistrationResult.Registered>();
        var browser = await world.BrowserOfAsync();
        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await world.Services.GetRequiredService<ViewerAdministration>().LockAsync(boss.ViewerId, boss.ViewerId + 1, "for a test", Token)).ShouldBeNull();

        (await browser.GetAsync("/ratings", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task The_audit_log_is_downloaded_by_administrators_only()
    {
        await using var world = await AuthWorld.CreateAsync();
        await world.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        var viewer = await world.BrowserOfAsync();
        var boss = world.Browser();
        await AuthWorld.SubmitAsync(boss, "/account/login", "login", ("UserName", "boss"), ("Password", AuthWorld.Password));

        (await viewer.GetAsync("/admin/audit/export?format=csv", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await world.Browser().GetAsync("/admin/audit/export?format=csv", Token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        string[] csv = (await boss.GetStringAsync("/admin/audit/export?format=csv&who=boss", Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        string[] json = (await boss.GetStringAsync("/admin/audit/export?format=jsonl&act=audit.exported", Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        csv.Length.ShouldBe(3);
        csv[1].ShouldEndWith(",boss exported the audit log");
        json.Length.ShouldBe(2);
        System.Text.Json.JsonDocument.Parse(json[0]).RootElement.GetProperty("sentence").GetString().ShouldBe("boss exported the audit log");
    }

    private static async Task<HttpClient> LogInAsync(AuthWorld world, string agent)
    {
        var browser = world.Browser();
        browser.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        (await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", "anna"), ("Password", AuthWorld.Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
        return browser;
    }

    /// <summary>Sends a form of a page with its token.</summary>
    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, string form, params (string Name, string Value)[] fields)
        => SendAsync(browser, path, path, [.. fields, ("_handler", form)]);

    /// <summary>Presses a button whose form leads elsewhere.</summary>
    private static Task<HttpResponseMessage> PressAsync(HttpClient browser, string page, string action) => SendAsync(browser, page, action);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        string token = AntiforgeryToken().Matches(await browser.GetStringAsync(page, Token))[^1].Groups[1].Value;
        return await browser.PostAsync(action, new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))), Token);
    }

    private static string PathOf(HttpResponseMessage answer)
        => answer.Headers.Location is { IsAbsoluteUri: true } address ? address.PathAndQuery : $"{answer.Headers.Location}";

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryToken();

    [GeneratedRegex("name=\"session\" value=\"([^\"]+)\"[^>]*>(.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex SessionButton();

    [GeneratedRegex("name=\"(genre-[0-9]+|decade)\" value=\"(\\w+)\"[^>]* checked")]
    private static partial Regex Checked();
}
