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
    /// <summary>Films on the site.</summary>
    public const int Films = 262;

    /// <summary>Two films have this title, one of 1951 and one of 1984, that nobody has rated.</summary>
    public const string Twins = "Ferry Without a Harbour";

    private static readonly SampleOptions Sample = new() { Movies = Films - 2, Viewers = 150, Ratings = 6_000 };

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

        var longAgo = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero); // on no list of new films
        await using var db = await services.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync();
        db.Movies.AddRange(from year in new[] { 1951, 1984 }
                           select new Movie(Twins, Origin.Own, longAgo) { NormalizedTitle = TitleNormalizer.Normalize(Twins), ReleaseYear = year });
        await db.SaveChangesAsync();
        await services.GetRequiredService<MovieCatalog>().ForgetAllAsync(CancellationToken.None);
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

    /// <summary>Another server over the same database, which the site only hears of through it.</summary>
    public ServiceProvider OtherServer() => _database!.BuildServices();

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
