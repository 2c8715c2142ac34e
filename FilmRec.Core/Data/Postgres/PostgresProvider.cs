using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FilmRec.Core.Data.Postgres;

/// <summary>PostgreSQL, shared by any number of processes.</summary>
internal sealed class PostgresProvider(FilmRecOptions options, IDbContextFactory<PostgresFilmRecDb> databases) : IDatabaseProvider
{
    // Any fixed numbers that nobody else uses on this database: "FilmRec" in ASCII and the purpose.
    private const long FirstLock = 0x46696C6D52656300;

    // More than FilmRec has statements that come often; the least used makes room for a new one.
    private const int PreparedStatements = 50;

    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(10);

    public string Name => "PostgreSQL";

    public bool SharedByServers => true;

    /// <summary>The configured connection string; statements that come again and again are prepared unless it says otherwise.</summary>
    /// <remarks>"Max Auto Prepare=0" in it switches that off, for a pooler between us and the server that cannot carry prepared statements.</remarks>
    public static string ConnectionString(FilmRecOptions options)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(options.Postgres);
            if (!parts.ContainsKey("Max Auto Prepare"))
            {
                parts.MaxAutoPrepare = PreparedStatements;
            }

            return parts.ConnectionString;
        }
        catch (ArgumentException)
        {
            return options.Postgres ?? ""; // said in a sentence when the database is opened
        }
    }

    public async Task<BulkWriter> OpenBulkWriterAsync(CancellationToken cancellationToken)
        => new PostgresBulkWriter(await databases.CreateDbContextAsync(cancellationToken), this);

    public async Task<long> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.SqlQuery<long>($"SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(cancellationToken);
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CreateDatabaseAsync(cancellationToken);
            await using var onlyOne = await LockAsync(DatabaseLock.Migration, cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            db.Database.SetCommandTimeout(LockPatience);
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await db.Database.MigrateAsync(cancellationToken);
            }
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException ?? e as ArgumentException as Exception) is { } cause)
        {
            // EF wraps a refused connection in an advice to retry.
            throw new CannotContinueException($"{Address()} cannot be used ({cause.Message.TrimEnd('.')}): check ConnectionStrings__Postgres and that the server runs.", e);
        }
    }

    // Held by the connection of this context: if the process dies, the lock goes with it.
    public async Task<IAsyncDisposable> LockAsync(DatabaseLock purpose, CancellationToken cancellationToken)
    {
        var db = await databases.CreateDbContextAsync(cancellationToken);
        try
        {
            db.Database.SetCommandTimeout(LockPatience);
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({FirstLock + (int)purpose})", cancellationToken);
            return new HeldLock(db, FirstLock + (int)purpose);
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    public Task<IDisposable> TakeTurnToWriteAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable>(NoTurn.Instance);

    public bool WasBrokenOffForOthers(Exception exception)
        => (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable;

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process made it between the question and the order.
        }
    }

    // Never the whole connection string: it holds the password.
    private string Address()
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(options.Postgres);
            return $"PostgreSQL at {parts.Host}:{parts.Port}, database {parts.Database ?? parts.Username}";
        }
        catch (ArgumentException)
        {
            return "PostgreSQL (its connection string cannot be read)";
        }
    }

    // The connection goes back to a pool, where it lives on: the lock has to be given back by name.
    private sealed class HeldLock(PostgresFilmRecDb db, long number) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({number})");
            await db.DisposeAsync();
        }
    }

    private sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();

        public void Dispose()
        {
        }
    }
}
