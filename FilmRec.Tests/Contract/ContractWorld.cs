using FilmRec.Tests.Support;

namespace FilmRec.Tests.Contract;

/// <summary>The real program, and the document with which it describes its API.</summary>
public sealed class ContractWorld : IAsyncLifetime
{
    private TestDatabase? _database;

    public FilmRecApp App { get; private set; } = null!; // before each test
    public Uri Address { get; private set; } = null!;
    public string Document { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        App = new FilmRecApp(_database, [new("Passwords:Cost", "4")]);
        Address = App.Listen();
        using var client = new HttpClient { BaseAddress = Address };
        Document = await client.GetStringAsync("/openapi/v1.json", CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
