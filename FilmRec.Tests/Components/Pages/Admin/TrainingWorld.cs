using System.Globalization;
using Bunit;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Training;
using FilmRec.Core.Recommending.Training.Schedules;
using FilmRec.Tests.Support;
using FilmRec.Web.Components.Theme;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;
using TrainingPage = FilmRec.Web.Components.Pages.Admin.Training.TrainingPage;

namespace FilmRec.Tests.Components.Pages.Admin;

/// <summary>The training page over a real database, and a hand on the rows that a worker would write.</summary>
internal sealed class TrainingWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _core;

    private TrainingWorld(TestDatabase database)
    {
        _database = database;
        _core = database.BuildServices(services => services.AddSingleton<TimeProvider>(Clock));
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        Context.Services.AddMudServices();
        Context.Services.AddSingleton<TimeProvider>(Clock);
        Context.Services.AddScoped<VisitorTime>();
        Context.Services.AddSingleton(_core.GetRequiredService<TrainingQueue>());
        Context.Services.AddSingleton(_core.GetRequiredService<ModelStore>());
        Context.Services.AddSingleton(_core.GetRequiredService<TrainingSchedules>());
        Context.Services.AddSingleton(_core.GetRequiredService<IReadOnlyList<ModelKind>>());
        Context.Services.AddSingleton(_core.GetRequiredService<AccountNames>());
    }

    public BunitContext Context { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 18, 50, 0, TimeSpan.Zero));

    public TrainingQueue Queue => _core.GetRequiredService<TrainingQueue>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    public static async Task<TrainingWorld> CreateAsync()
    {
        var world = new TrainingWorld(await TestDatabase.CreateAsync(DatabaseKind.Sqlite));
        int accountId = await world.AddAccountAsync("marta");
        world.Context.AddAuthorization().SetAuthorized("marta").SetRoles(Roles.Administrator)
            .SetClaims(new System.Security.Claims.Claim("sub", accountId.ToString(CultureInfo.InvariantCulture)));
        world.Context.AddBunitPersistentComponentState();
        world.Context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return world;
    }

    /// <summary>The page and, before it, what MudBlazor shows dialogs and toasts in.</summary>
    public TrainingScreen Open()
        => new(Context.Render<MudDialogProvider>(), Context.Render<MudSnackbarProvider>(), Context.Render<TrainingPage>());

    public async Task<int> AddRunAsync(int? requestedBy = null)
    {
        var entered = await Queue.EnqueueAsync(new TrainingRequest { RequestedBy = requestedBy }, Token);
        return entered.RunId.ShouldNotBeNull();
    }

    public async Task<int> AccountIdAsync() => await WithAsync(db => db.Users.Where(account => account.UserName == "marta").Select(account => account.Id).SingleAsync(Token));

    /// <summary>As a worker leaves the row while it trains.</summary>
    public Task RunningAsync(int runId, double progress, params TrainingPhase[] phases)
        => ChangeAsync(runId, TrainingState.Running, progress, phases.LastOrDefault(phase => phase.State == PhaseState.Running)?.Name ?? "Starting", phases);

    /// <summary>As a worker leaves the row in the end.</summary>
    public Task EndedAsync(int runId, TrainingState state, string message, params TrainingPhase[] phases) => ChangeAsync(runId, state, 1, message, phases);

    public Task AddModelAsync(int runId, string kind, ModelState state, string? verdict, params ModelMetric[] metrics)
        => WithAsync(async db =>
        {
            db.Models.Add(new StoredModel(kind, runId, new string('a', 64), 1000, Clock.GetUtcNow())
            {
                State = state,
                Verdict = verdict,
                Metrics = TrainingJson.Write(metrics),
            });
            return await db.SaveChangesAsync(Token);
        });

    /// <summary>Makes every further query fail.</summary>
    public Task BreakAsync() => WithAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE training_runs RENAME TO gone", Token));

    public Task MendAsync() => WithAsync(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE gone RENAME TO training_runs", Token));

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await _core.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<int> ChangeAsync(int runId, TrainingState state, double progress, string message, TrainingPhase[] phases)
    {
        var now = Clock.GetUtcNow();
        DateTimeOffset? finished = state is TrainingState.Running or TrainingState.Queued ? null : now;
        string written = TrainingJson.Write(phases);
        return WithAsync(db => db.TrainingRuns.Where(run => run.RunId == runId).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, state).SetProperty(run => run.Progress, progress).SetProperty(run => run.Message, message)
            .SetProperty(run => run.Phases, written).SetProperty(run => run.StartedAt, run => run.StartedAt ?? now).SetProperty(run => run.HeartbeatAt, now)
            .SetProperty(run => run.FinishedAt, finished).SetProperty(run => run.Log, "18:50:00  Load ratings …\n18:50:04  " + message), Token));
    }

    private Task<int> AddAccountAsync(string name)
        => WithAsync(async db =>
        {
            var account = new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant(), Origin = FilmRec.Core.Origin.Own, PasswordHash = "a hash" };
            db.Users.Add(account);
            await db.SaveChangesAsync(Token);
            db.UserRoles.Add(new IdentityUserRole<int> { UserId = account.Id, RoleId = 2 });
            await db.SaveChangesAsync(Token);
            return account.Id;
        });

    private async Task<T> WithAsync<T>(Func<FilmRecDb, Task<T>> act)
    {
        await using var db = await _core.GetRequiredService<IDbContextFactory<FilmRecDb>>().CreateDbContextAsync(Token);
        return await act(db);
    }
}

/// <summary>What stands on the screen.</summary>
internal sealed record TrainingScreen(
    IRenderedComponent<MudDialogProvider> Dialogs, IRenderedComponent<MudSnackbarProvider> Toasts, IRenderedComponent<TrainingPage> Page)
{
    /// <summary>Unticks all kinds from that one on. Every change renders anew, so every box is looked up anew.</summary>
    public async Task LeaveOutAsync(int firstKind)
    {
        int kinds = Dialogs.FindAll("fieldset input[type=checkbox]").Count;
        for (int i = firstKind; i < kinds; i++)
        {
            await Dialogs.InvokeAsync(() => Dialogs.FindAll("fieldset input[type=checkbox]")[i].Change(false));
        }
    }

    public static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> within, string text)
        => within.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
