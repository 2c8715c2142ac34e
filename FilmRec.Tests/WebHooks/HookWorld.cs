using System.Net;
using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Core.WebHooks;
using FilmRec.Tests.Auth;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.WebHooks;

/// <summary>Hooks over a database of their own, with an administrator, a clock that stands still, and names that the test looks up.</summary>
internal sealed class HookWorld : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private HookWorld(TestDatabase database, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _database = database;
        _services = database.BuildServices(
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddSingleton<HostLookup>((host, _) =>
                {
                    LookedUp.Add(host);
                    return Task.FromResult(Addresses);
                });
            },
            [new("Passwords:Cost", "4"), .. settings]);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>What every name leads to.</summary>
    public IPAddress[] Addresses { get; set; } = [];
    public List<string> LookedUp { get; } = [];
    public int Boss { get; private set; }
    public HookAdministration Hooks => Get<HookAdministration>();
    public HookSender Sender => Get<HookSender>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HookWorld> CreateAsync(DatabaseKind kind, params KeyValuePair<string, string?>[] settings)
    {
        var world = new HookWorld(await TestDatabase.CreateAsync(kind), settings);
        var boss = await world.Get<FirstAdministrator>().CreateAsync(new NewAccount("boss", "boss@example.org", AuthWorld.Password), Token);
        world.Boss = boss.ShouldBeOfType<RegistrationResult.Registered>().ViewerId;
        return world;
    }

    /// <summary>A world whose hooks may reach that receiver on this machine.</summary>
    public static Task<HookWorld> CreateAsync(DatabaseKind kind, HookReceiver receiver) => CreateAsync(kind, new KeyValuePair<string, string?>("FilmRec:WebHooks:AllowedLoopback", $"127.0.0.1:{receiver.Port}"));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public object? Find(Type service) => _services.GetService(service);

    public FilmRecDb Open() => Get<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<HookAct.Done> AddAsync(string url, params string[] events)
        => (await Hooks.AddAsync(Boss, url, events, Token)).ShouldBeOfType<HookAct.Done>();

    /// <summary>Something happens.</summary>
    public Task TellAsync(string happened, object data)
        => Get<DatabaseWriter>().WriteAsync<int?>(
            async (db, token) =>
            {
                await HookEvents.TellAsync(db, happened, data, Clock.GetUtcNow(), token);
                return 1;
            },
            Token);

    public async Task<DeliveryRow> OnlyDeliveryAsync(int hookId)
        => (await Hooks.DeliveriesAsync(hookId, 10, null, Token)).ShouldNotBeNull().Deliveries.ShouldHaveSingleItem();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
