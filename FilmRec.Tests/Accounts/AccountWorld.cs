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

    private AccountWorld(TestDatabase database)
    {
        _database = database;
        _services = Services(cost: 4);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    public Registration Registration => Get<Registration>();
    public Login Login => Get<Login>();
    public Sessions Sessions => Get<Sessions>();
    public FirstAdministrator FirstAdministrator => Get<FirstAdministrator>();

    public static async Task<AccountWorld> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

    public static NewAccount Wanted(string name) => new(name, $"{name}@example.org", Password);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Another process over the same database.</summary>
    public ServiceProvider Services(int cost) => _database.BuildServices(services => services.AddSingleton<TimeProvider>(Clock), [new("Passwords:Cost", $"{cost}")]);

    public FilmRecDb Open() => Get<IDbContextFactory<FilmRecDb>>().CreateDbContext();

    public async Task<int> RegisterAsync(string name)
        => (await Registration.RegisterAsync(Wanted(name), TestContext.Current.CancellationToken)).ShouldBeOfType<RegistrationResult.Registered>().ViewerId;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
