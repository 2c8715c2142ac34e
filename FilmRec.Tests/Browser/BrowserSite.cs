using FilmRec.Core;
using FilmRec.Core.Accounts;
using FilmRec.Core.Catalog;
using FilmRec.Core.Catalog.Searching;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.SampleData;
using FilmRec.Tests.Browser.Pages;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace FilmRec.Tests.Browser;

/// <summary>The real site on a real port, with a small sample world and trained models, and a browser to look at it with.
/// All browser tests share it, so each of them registers its own viewer and changes nothing else.</summary>
public class BrowserSite : IAsyncLifetime
{
    private static readonly SampleOptions Sample = new() { Movies = 260, Viewers = 150, Ratings = 6_000 };

    private static readonly string? Chromium = new[] { Environment.GetEnvironmentVariable("FILMREC_TEST_BROWSER"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
        .FirstOrDefault(path => !string.IsNullOrEmpty(path) && File.Exists(path));

    private TestDatabase? _database;
    private FilmRecApp? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return; // every test says so and is skipped
        }

        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _app = new FilmRecApp(_database);
        Address = new Uri($"http://127.0.0.1:{_app.Listen().Port}/");
        await FillAsync(_app.Services);

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>What the site holds before anybody comes.</summary>
    protected virtual async Task FillAsync(IServiceProvider services)
    {
        var progress = new Progress<WorkProgress>();
        await services.GetRequiredService<SampleSeeder>().SeedAsync(Sample, progress, CancellationToken.None);
        await services.GetRequiredService<ModelTraining>().RunNowAsync(new TrainingRequest(), progress, CancellationToken.None);
        await services.GetRequiredService<LiveModels>().RefreshAsync(CancellationToken.None);
    }

    /// <summary>Somebody who is logged in as an administrator.</summary>
    public async Task<Person> AdministratorComesAsync(bool onPhone = false, ColorScheme theme = ColorScheme.Dark)
    {
        var person = await ComesAsync(onPhone, theme);
        string name = $"admin-{Guid.NewGuid():N}"[..20];
        await _app!.Services.GetRequiredService<FirstAdministrator>().CreateAsync(new NewAccount(name, $"{name}@example.org", AccountScreen.Password), CancellationToken.None);
        await person.Account.LogInAsync(name);
        return person;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <summary>Adds a film that nobody has rated and no list of new films shows.</summary>
    public async Task AddFilmAsync(string title, int year)
    {
        await using var db = await _app!.Services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(); // there is one where there is a browser
        db.Movies.Add(new Movie(title, Origin.Own, new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)) { NormalizedTitle = TitleNormalizer.Normalize(title), ReleaseYear = year });
        await db.SaveChangesAsync();
    }

    /// <summary>A person with a browser of their own: no cookies, a desktop, a system that prefers dark.</summary>
    public async Task<Person> ComesAsync(bool onPhone = false, ColorScheme theme = ColorScheme.Dark, bool script = true)
    {
        Assert.SkipWhen(_browser is null, "No browser: install chromium, or name one in FILMREC_TEST_BROWSER.");
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = onPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            HasTouch = onPhone,
            ColorScheme = theme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        return new Person(context, await context.NewPageAsync(), Address);
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserSite>
{
    public const string Name = "Browser";
}
