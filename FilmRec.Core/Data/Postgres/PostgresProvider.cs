using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace FilmRec.Core.Data.Postgres;

/// <summary>PostgreSQL, shared by any number of processes.</summary>
internal sealed class PostgresProvider(FilmRecOptions options, IDbContextFactory<PostgresFilmRecDb> databases) : IDatabaseProvider
{
    // Any fixed number that nobody else uses on this database: "FilmRec1" in ASCII.
    private const long MigrationLock = 0x46696C6D52656331;

    public string Name => "PostgreSQL";

    public bool SharedByServers => true;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CreateDatabaseAsync(cancellationToken);
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            await db.Database.OpenConnectionAsync(cancellationToken);
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            // Held by this connection: if the process dies, the lock goes with it.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await db.Database.MigrateAsync(cancellationToken);
            }

            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken);
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException ?? e as ArgumentException as Exception) is { } cause)
        {
            // EF wraps a refused connection in an advice to retry.
            throw new CannotContinueException($"{Address()} cannot be used ({cause.Message.TrimEnd('.')}): check ConnectionStrings__Postgres and that the server runs.", e);
        }
    }

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
}
