using System.Globalization;
using System.Security.Claims;
using Bunit;
using FilmRec.Core.Ratings;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Pages.Welcome;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace FilmRec.Tests.Components;

/// <summary>Pages and controls over a small real world: the features are the product's, only the browser is missing.</summary>
internal sealed class PageWorld : BunitContext
{
    private readonly Bunit.TestDoubles.BunitAuthorizationContext _authorization;

    private PageWorld(SmallWorld world)
    {
        World = world;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<VisitorTime>();
        Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        Services.AddSingleton<AnswerCookie>();
        Services.AddSingleton<TimeProvider>(world.Clock);
        Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
        Services.AddFallbackServiceProvider(world.Services); // every feature of Core
        this.AddBunitPersistentComponentState();
        _authorization = AddAuthorization();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public SmallWorld World { get; }

    public static async Task<PageWorld> CreateAsync() => new(await SmallWorld.CreateAsync(DatabaseKind.Sqlite));

    /// <summary>Looks at the pages as a new viewer from now on.</summary>
    public async Task<int> LogInAsync(string name = "ada")
    {
        int viewer = await World.AddViewerAsync(name);
        LookAs(viewer, name);
        return viewer;
    }

    /// <summary>Looks at the pages as this viewer from now on.</summary>
    public void LookAs(int viewer, string name)
    {
        string id = viewer.ToString(CultureInfo.InvariantCulture);
        _authorization.SetAuthorized(name);
        _authorization.SetClaims(new Claim("sub", id), new Claim(ClaimTypes.NameIdentifier, id));
    }

    /// <summary>Nobody knows yet who looks: whatever waits for that stays loading.</summary>
    public void KeepWaiting() => _authorization.SetAuthorizing();

    /// <summary>Every query that needs this table fails from now on.</summary>
    public Task BreakAsync(string table) => RenameAsync(table, table + "_gone");

    public Task MendAsync(string table) => RenameAsync(table + "_gone", table);

    public Task<MyRating?> RatingAsync(int viewer, int movie) => World.Ratings.FindAsync(viewer, movie, Xunit.TestContext.Current.CancellationToken);

    public Task RateAsync(int viewer, int movie, int halfStars)
        => World.Ratings.RateAsync(viewer, movie, Stars.OfHalfStars(halfStars), null, Xunit.TestContext.Current.CancellationToken);

    /// <summary>Opens the page at an address and waits until it has loaded.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address)
        where TPage : IComponent
        => Loaded(Opening<TPage>(address));

    /// <summary>Opens the page at an address and looks at it at once.</summary>
    public IRenderedComponent<TPage> Opening<TPage>(string address)
        where TPage : IComponent
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<TPage>();
    }

    public static IRenderedComponent<TPage> Loaded<TPage>(IRenderedComponent<TPage> page)
        where TPage : IComponent
    {
        page.WaitForState(() => page.FindAll("[aria-busy=true]").Count == 0, TimeSpan.FromSeconds(20));
        return page;
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await World.DisposeAsync();
    }

    private async Task RenameAsync(string table, string name)
    {
        await using var db = World.Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA foreign_keys = OFF; ALTER TABLE {table} RENAME TO {name}";
        await command.ExecuteNonQueryAsync();
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
