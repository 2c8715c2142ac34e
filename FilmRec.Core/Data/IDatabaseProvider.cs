using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.Data;

/// <summary>What differs between the databases and cannot be said through EF Core.</summary>
public interface IDatabaseProvider
{
    /// <summary>"SQLite" or "PostgreSQL".</summary>
    string Name { get; }

    /// <summary>True where several machines may use one database, so that what they share must lie in it and not on a disk.</summary>
    bool SharedByServers { get; }

    /// <summary>Creates the database where it is missing and applies the migrations that it lacks, alone among all processes.</summary>
    /// <exception cref="CannotContinueException">The database cannot be reached or opened; the message says how to mend it.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Waits until no other process holds that lock, and holds it until disposed or until this process dies.</summary>
    /// <exception cref="CannotContinueException">Somebody has held it for too long, or the database is out of reach.</exception>
    Task<IAsyncDisposable> LockAsync(DatabaseLock purpose, CancellationToken cancellationToken);

    /// <summary>Waits for this process's turn to write and keeps it until disposed. SQLite knows one writer; PostgreSQL any number.</summary>
    Task<IDisposable> TakeTurnToWriteAsync(CancellationToken cancellationToken);

    /// <summary>True when the database broke a transaction off because others were in the way: nothing of it happened, and it may be repeated.</summary>
    bool WasBrokenOffForOthers(Exception exception);

    /// <summary>Bytes that the database takes on its disk.</summary>
    Task<long> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Opens a connection for writing many rows; the caller disposes of the writer.</summary>
    Task<BulkWriter> OpenBulkWriterAsync(CancellationToken cancellationToken);
}

/// <summary>Work that one process at a time may do.</summary>
public enum DatabaseLock
{
    /// <summary>Bringing the tables up to date.</summary>
    Migration,

    /// <summary>Filling a fresh installation.</summary>
    FirstStart,

    /// <summary>Loading or removing sample data, importing: one after the other.</summary>
    Loading,
}
