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
}
