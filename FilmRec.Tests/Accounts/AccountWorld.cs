using FilmRec.Core.Accounts;
using FilmRec.Core.Data;
using FilmRec.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FilmRec.Tests.Accounts;

/// <summary>The features of accounts over a database of their own, with a clock that stands still and cheap hashes.</summary>
internal sealed class AccountWorld : IAsyncDisposable
{
    public const string Password = "quiet harbour 71";

    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly Action<IServiceCollection>? _configure;

    private AccountWorld(TestDatabase database, Action<IServiceCollection>? configure)
    {
        _database = database;
        _configure = configure;
        _services = Services(cost: 4);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public Registration Registration => Get<Registration>();
    public Login Login => Get<Login>();
    public Sessions Sessions => Get<Sessions>();
    public FirstAdministrator FirstAdministrator => Get<FirstAdministrator>();

    /// <param name="configure">Replaces services.</param>
    public static async Task<AccountWorld> CreateAsync(DatabaseKind kind, Action<IServiceCollection>? configure = null) => new(await TestDatabase.CreateAsync(kind), configure);

    public static NewAccount Wanted(string name) => new(name, $"{name}@example.org", Password);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Another process over the same database.</summary>
    public ServiceProvider Services(int cost) => _database.BuildServices(
        services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            _configure?.Invoke(services);
        },
        [new("Passwords:Cost", $"{cost}")]);

    public FilmRecDb Open() => Get<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<int> RegisterAsync(string name)
        => (await Registration.RegisterAsync(Wanted(name), TestContext.Current.CancellationToken)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    /// <summary>Who got in with this name and password, or null.</summary>
    public async Task<AccountStanding?> LogInAsync(string name, string password, CancellationToken cancellationToken)
        => (await Login.AttemptAsync(name, password, code: null, cancellationToken) as LoginResult.Entered)?.Standing;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
