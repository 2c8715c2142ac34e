using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Data.Sqlite;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FilmRec.Tests.Hosting;

/// <summary>The real program over a small sample world with trained models, three people who look at it, and a log of what each request asks the database.</summary>
public sealed partial class QueriedSite : IAsyncLifetime
{
    private const string Password = "a long sentence of words";
    private static readonly SampleOptions Sample = new() { Movies = 260, Viewers = 150, Ratings = 6_000 };

    private readonly QueryLog _log = new();
    private TestDatabase? _database;
    private FilmRecApp? _app;

    public HttpClient Visitor { get; private set; } = new();

    /// <summary>Has rated and watched films, and has a watchlist.</summary>
    public HttpClient Viewer { get; private set; } = new();

    public HttpClient Administrator { get; private set; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _app = new FilmRecApp(_database, [new("Passwords:Cost", "4")], services =>
        {
            services.AddSingleton<ILoggerProvider>(_log);
            services.AddLogging(logging => logging.AddFilter<QueryLog>("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Information));
            services.AddSingleton<SqliteSignalReader>();
            services.AddSingleton<ISignalReader>(all => new LoggedSignals(all.GetRequiredService<SqliteSignalReader>(), _log));
        });
        Visitor = Browser();
        var services = _app.Services;
        var progress = new Progress<WorkProgress>();
        await services.GetRequiredService<SampleSeeder>().SeedAsync(Sample, progress, CancellationToken.None);
        await services.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest(), progress, CancellationToken.None);
        await services.GetRequiredService<LiveModels>().RefreshAsync(CancellationToken.None);
        Viewer = await EnterAsync("register", ("UserName", "ada"), ("Email", "ada@example.org"), ("Password", Password));
        await services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", Password), CancellationToken.None);
        Administrator = await EnterAsync("login", ("UserName", "boss"), ("Password", Password));
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(CancellationToken.None);
        foreach (int viewer in await db.Users.Where(user => user.UserName == "ada" || user.UserName == "boss").Select(user => user.Id).ToListAsync(CancellationToken.None))
        {
            for (int movie = 1; movie <= 12; movie++)
            {
                await services.GetRequiredService<RatingBook>().RateAsync(viewer, movie * 5, Stars.OfHalfStars(1 + (movie % 10)), movie % 3 == 0 ? 100 : null, CancellationToken.None);
                await services.GetRequiredService<Watchlist>().AddAsync(viewer, (movie * 5) + 1, CancellationToken.None);
            }
        }
    }

    /// <summary>What opening this page asks the database when it has been opened before; null where there is no such page.</summary>
    public async Task<IReadOnlyList<string>?> CommandsOfAsync(HttpClient browser, string address)
    {
        for (int visit = 0; visit < 2; visit++)
        {
            using var before = await browser.GetAsync(address, Token);
            if (before.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            before.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }

        var trace = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await browser.SendAsync(request, Token);
        await response.Content.ReadAsStringAsync(Token);
        return _log.Of(trace);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    private HttpClient Browser()
    {
        var browser = _app!.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = true });
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return browser;
    }

    private async Task<HttpClient> EnterAsync(string form, params (string Name, string Value)[] fields)
    {
        var browser = Browser();
        string page = await browser.GetStringAsync($"/account/{form}", CancellationToken.None);
        var values = fields.Select(field => KeyValuePair.Create($"Form.{field.Name}", field.Value))
            .Append(new("_handler", form)).Append(new("__RequestVerificationToken", AntiforgeryTokens().Matches(page)[^1].Groups[1].Value));
        (await browser.PostAsync($"/account/{form}", new FormUrlEncodedContent(values), CancellationToken.None)).StatusCode.ShouldBe(HttpStatusCode.Found);
        return browser;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokens();

    /// <summary>It speaks SQL without Entity Framework, which would log it.</summary>
    private sealed class LoggedSignals(ISignalReader reader, QueryLog log) : ISignalReader
    {
        public Task<long?> ReadVersionAsync(int viewerId, CancellationToken cancellationToken)
        {
            log.Add("SELECT profile_version FROM users WHERE user_id = @viewer");
            return reader.ReadVersionAsync(viewerId, cancellationToken);
        }

        public Task<ViewerSignals?> ReadAsync(int viewerId, CancellationToken cancellationToken)
        {
            log.Add("SELECT all signals FROM users WHERE user_id = @viewer");
            return reader.ReadAsync(viewerId, cancellationToken);
        }
    }
}
