using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using FilmRec.Core.Data;
using FilmRec.Tests.Support;
using FilmRec.Web.Auth;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Auth;

/// <summary>The real program, with clients that call the API and clients that fill in forms as a browser does.</summary>
internal sealed partial class AuthWorld : IAsyncDisposable
{
    public const string Password = "quiet harbour 71";

    private readonly FilmRecApp _app;

    private AuthWorld(TestDatabase database, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _app = new FilmRecApp(database, [new("Passwords:Cost", "4"), .. settings], services => services.AddSingleton<TimeProvider>(Clock));
        Anybody = _app.CreateClient();
    }

    /// <summary>Begins at the true time, because cookies and data protection ask for it too.</summary>
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public HttpClient Anybody { get; }
    public IServiceProvider Services => _app.Services;
    public string DataFolder => _app.Database.DataFolder;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<AuthWorld> CreateAsync(params KeyValuePair<string, string?>[] settings) => OnAsync(DatabaseKind.Sqlite, settings);

    public static async Task<AuthWorld> OnAsync(DatabaseKind kind, params KeyValuePair<string, string?>[] settings) => new(await TestDatabase.CreateAsync(kind), settings);

    /// <summary>Another server over the same database, which this one only hears of through it.</summary>
    public ServiceProvider OtherServer() => _app.Database.BuildServices(services => services.AddSingleton<TimeProvider>(Clock), [new("Passwords:Cost", "4")]);

    public FilmRecDb Open() => Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task RegisterAsync(string name = "anna")
        => (await PostAsync("/api/users/register", new { username = name, email = $"{name}@example.org", password = Password })).StatusCode.ShouldBe(HttpStatusCode.Created);

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Anybody.PostAsJsonAsync(path, body, Token);

    /// <summary>Logs in and returns the answer: access_token, refresh_token.</summary>
    public async Task<JsonElement> LogInAsync(string name = "anna")
        => await JsonOfAsync(await PostAsync("/api/users/login", new { username = name, password = Password }));

    /// <summary>GET with that access token, or with any other text in its place.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? accessToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accessToken is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {accessToken}");
        }

        return Anybody.SendAsync(request, Token);
    }

    /// <summary>What asks again and again, for an open page, whether its viewer is still who they were.</summary>
    public RecheckedAuthenticationState Circuit() => ActivatorUtilities.CreateInstance<RecheckedAuthenticationState>(Services.CreateScope().ServiceProvider);

    /// <summary>A browser: keeps cookies, asks for pages, does not follow redirects.</summary>
    public HttpClient Browser(string site = "http://localhost", bool keepsCookies = true)
    {
        var browser = _app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = keepsCookies, BaseAddress = new Uri(site) });
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser;
    }

    /// <summary>Opens a page with a form, fills it in and sends it.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(HttpClient browser, string path, string form, params (string Name, string Value)[] fields)
    {
        string token = await FormTokenAsync(browser, path);
        var values = fields.Select(field => KeyValuePair.Create($"Form.{field.Name}", field.Value))
            .Append(new("_handler", form)).Append(new("__RequestVerificationToken", token));
        return await browser.PostAsync(path, new FormUrlEncodedContent(values), Token);
    }

    /// <summary>The antiforgery token of a page with a form.</summary>
    public static async Task<string> FormTokenAsync(HttpClient browser, string path) => AntiforgeryTokens().Matches(await browser.GetStringAsync(path, Token))[^1].Groups[1].Value;

    /// <summary>A browser in which that viewer has registered, and so is logged in.</summary>
    public async Task<HttpClient> BrowserOfAsync(string name = "anna")
    {
        var browser = Browser();
        (await SubmitAsync(browser, "/account/register", "register", ("UserName", name), ("Email", $"{name}@example.org"), ("Password", Password))).StatusCode.ShouldBe(HttpStatusCode.Found);
        return browser;
    }

    public static async Task<JsonElement> JsonOfAsync(HttpResponseMessage response)
        => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.Clone();

    /// <summary>The problem that an answer holds, after checking that it is one.</summary>
    public static async Task<JsonElement> ProblemOfAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        string body = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement.Clone();
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        foreach (string member in (string[])["type", "title", "detail", "instance", "trace_id"])
        {
            problem.GetProperty(member).GetString().ShouldNotBeNullOrEmpty(member);
        }

        response.Headers.GetValues("X-Request-ID").ShouldBe([problem.GetProperty("trace_id").GetString()!]);
        body.ShouldNotContain("Exception");
        body.ShouldNotContain("   at ");
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _app.Database.DisposeAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokens();
}
