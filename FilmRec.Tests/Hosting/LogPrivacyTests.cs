using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FilmRec.Tests.Hosting;

/// <summary>What people type, and who they are, is in no line of the log, whatever they do and however much of our own is logged.</summary>
public sealed class LogPrivacyTests
{
    private const string Name = "zebulon-quist";
    private const string Email = "zebulon.quist@elsewhere.example";
    private const string Password = "wandering-albatross-51";
    private const string Wrong = "mistaken-cormorant-77";
    private const string Search = "unmentionable longing";
    private const string Address = "203.0.113.77";
    private const string Forged = "forged-line\r\n\u001b[31mFORGED";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_that_people_type_and_nobody_is_named()
    {
        var log = new KeptLog();
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        int movie = await SmallWorld.Over(database).AddMovieAsync("The Low Tide", 1999, ["Drama"], ratings: 4, stars: 3.5);
        await using var app = new FilmRecApp(
            database, [new("Passwords:Cost", "4"), new("Logging:LogLevel:Default", "Information"), new("Logging:LogLevel:FilmRec", "Trace")],
            services => services.AddSingleton<ILoggerProvider>(log));
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add(CallersAddress.Header, Address);
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Recognisable-Agent/7.7");

        var tokens = await DriveTheApiAsync(client, movie);
        await DriveThePagesAsync(app, movie);

        log.Text.Length.ShouldBeGreaterThan(100, "the program does log something");
        string[] secrets = [Name, Email, "elsewhere.example", Password, Wrong, Search, "unmentionable", Address, "Recognisable-Agent", "FORGED", .. tokens];
        foreach (string secret in secrets)
        {
            log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(secret);
        }

        log.Lines.ShouldAllBe(line => !line.Contains('\u001b'));
    }

    private static async Task<string[]> DriveTheApiAsync(HttpClient client, int movie)
    {
        (await PostAsync(client, "/api/users/register", new { username = Name, email = Email, password = Password })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await PostAsync(client, "/api/users/register", new { username = Name, email = Email, password = Password });
        await PostAsync(client, "/api/users/login", new { username = Name, password = Wrong });
        await PostAsync(client, "/api/users/login", new { username = Email, password = Wrong });
        await PostAsync(client, "/api/users/login", new { username = Forged, password = Forged });
        var tokens = await AuthWorld.JsonOfAsync(await PostAsync(client, "/api/users/login", new { username = Name, password = Password }));
        string access = tokens.GetProperty("access_token").GetString()!;
        string refresh = tokens.GetProperty("refresh_token").GetString()!;
        await PostAsync(client, "/api/users/password-reset", new { email = Email });
        await PostAsync(client, "/api/users/password-reset/confirm", new { token = Wrong, new_password = Password });
        await client.GetAsync($"/api/movies?q={Uri.EscapeDataString(Search)}", Token);
        await client.GetAsync($"/api/movies?cursor={Uri.EscapeDataString(Search)}&sort={Uri.EscapeDataString(Forged)}", Token);
        await client.GetAsync($"/api/{Uri.EscapeDataString(Forged)}", Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access + "x");
        await client.GetAsync("/api/users/me", Token);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
        (await PostAsync(client, "/api/movies/rate", new { movie_id = movie, rating = 4.5 })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await client.PostAsync("/api/movies/rate", new StringContent($$"""{"movie_id": "{{Search}}", "{{Name}}": {{Wrong}}""", Encoding.UTF8, "application/json"), Token);
        await client.GetAsync("/api/movies/recommendations", Token);
        await client.PutAsJsonAsync("/api/users/me/password", new { current_password = Wrong, new_password = Password + "-new" }, Token);
        await PostAsync(client, "/api/users/refresh", new { refresh_token = refresh });
        await PostAsync(client, "/api/users/refresh", new { refresh_token = refresh });
        client.DefaultRequestHeaders.Authorization = null;
        return [access, refresh, access.Split('.')[2]];
    }

    private static async Task DriveThePagesAsync(FilmRecApp app, int movie)
    {
        using var browser = app.CreateClient();
        browser.DefaultRequestHeaders.Add(CallersAddress.Header, Address);
        browser.DefaultRequestHeaders.Accept.Add(new("text/html"));
        await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", Name), ("Password", Wrong));
        await AuthWorld.SubmitAsync(browser, "/account/login", "login", ("UserName", Name), ("Password", Password));
        await browser.GetAsync($"/browse?q={Uri.EscapeDataString(Search)}&page=x", Token);
        await browser.GetAsync($"/movies/{movie}", Token);
        await browser.GetAsync($"/{Uri.EscapeDataString(Forged)}", Token);
        await browser.PostAsync($"/movies/{movie}/rating", new FormUrlEncodedContent([new("half_stars", Search), new("__RequestVerificationToken", Wrong)]), Token);
        await browser.PostAsync("/theme", new FormUrlEncodedContent([new("theme", Forged), new("return", Search)]), Token);
        await browser.GetAsync("/account", Token);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body) => client.PostAsJsonAsync(path, body, Token);

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Lines => [.. _lines];
        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            _lines.Enqueue($"{formatter(state, exception)} {string.Join(' ', values.Select(value => value.Value))} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
