using FilmRec.Core;
using FilmRec.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Support;

/// <summary>A fresh, migrated database with its data folder, for one test. Copied from a template that the real start-up migrated.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SqliteTemplate = new(MakeSqliteTemplateAsync);
    private static readonly Lazy<Task<string>> PostgresTemplate = new(MakePostgresTemplateAsync);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);

    private readonly string? _postgresName;

    private TestDatabase(DatabaseKind kind, string folder, string? postgresName, string? postgres)
        => (Kind, DataFolder, _postgresName, Postgres) = (kind, folder, postgresName, postgres);

    public DatabaseKind Kind { get; }
    public string DataFolder { get; }

    /// <summary>Connection string, or null on SQLite.</summary>
    public string? Postgres { get; }

    /// <summary>What a configuration needs to use this database.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["FilmRec:DataFolder"] = DataFolder,
        ["FilmRec:SampleData"] = "false",
        ["ConnectionStrings:Postgres"] = Postgres,
        ["Jwt:Key"] = Postgres is null ? null : "a key for tests, with 32 bytes and more",
    };

    /// <param name="migrated">False leaves the database missing, as on a fresh machine.</param>
    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind, bool migrated = true)
    {
        string folder = Directory.CreateTempSubdirectory("filmrec-test-").FullName;
        if (kind == DatabaseKind.Sqlite)
        {
            if (migrated)
            {
                File.Copy(await SqliteTemplate.Value, Path.Combine(folder, "filmrec.db"));
                Directory.CreateDirectory(Path.Combine(folder, "models"));
            }

            return new TestDatabase(kind, folder, null, null);
        }

        var server = await PostgresServer.GetAsync();
        string name = $"test_{Guid.NewGuid():N}";
        if (migrated)
        {
            string template = await PostgresTemplate.Value;
            await OneCopyAtATime.WaitAsync();
            try
            {
                await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
            }
            finally
            {
                OneCopyAtATime.Release();
            }
        }

        return new TestDatabase(kind, folder, name, server.For(name));
    }

    /// <summary>The services of FilmRec.Core over this database.</summary>
    /// <param name="configure">Replaces services, the clock for instance.</param>
    public ServiceProvider BuildServices(Action<IServiceCollection>? configure = null, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings).AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddFilmRecCore(configuration);
        configure?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgresName is not null)
        {
            var server = await PostgresServer.GetAsync();
            await server.ExecuteAsync($"DROP DATABASE IF EXISTS {_postgresName} WITH (FORCE)");
        }
        else
        {
            SqliteConnection.ClearAllPools();
        }

        // A connection that another thread gives back this very moment still puts its journal away.
        for (int patience = 20; Directory.Exists(DataFolder); patience--)
        {
            try
            {
                Directory.Delete(DataFolder, recursive: true);
            }
            catch (IOException) when (patience > 0)
            {
                await Task.Delay(50);
            }
        }
    }

    internal static void DeleteTemplates()
    {
        if (SqliteTemplate.IsValueCreated && SqliteTemplate.Value.IsCompletedSuccessfully)
        {
            Directory.Delete(Path.GetDirectoryName(SqliteTemplate.Value.GetAwaiter().GetResult())!, recursive: true);
        }
    }

    private static async Task<string> MakeSqliteTemplateAsync()
    {
        string folder = Directory.CreateTempSubdirectory("filmrec-template-").FullName;
        var database = new TestDatabase(DatabaseKind.Sqlite, folder, null, null);
        await using (var services = database.BuildServices())
        {
            await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
        }

        SqliteConnection.ClearAllPools(); // closes the last connection, which folds the write-ahead log into the file
        return Path.Combine(folder, "filmrec.db");
    }

    private static async Task<string> MakePostgresTemplateAsync()
    {
        var server = await PostgresServer.GetAsync();
        string name = $"template_{Guid.NewGuid():N}";
        string folder = Directory.CreateTempSubdirectory("filmrec-test-").FullName;
        var database = new TestDatabase(DatabaseKind.Postgres, folder, name, server.For(name));
        await using (var services = database.BuildServices())
        {
            await services.GetRequiredService<DatabaseStart>().PrepareAsync(CancellationToken.None);
        }

        Npgsql.NpgsqlConnection.ClearAllPools(); // a template must not be in use
        Directory.Delete(folder, recursive: true);
        return name;
    }
}
