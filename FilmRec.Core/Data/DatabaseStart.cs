using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data;

/// <summary>Makes the database ready for use, and tells whether it is.</summary>
public sealed class DatabaseStart(FilmRecOptions options, IDatabaseProvider provider, IDbContextFactory<FilmRecDb> databases)
{
    public string ProviderName => provider.Name;

    /// <summary>Makes the data folder, creates the database where it is missing, and migrates it under a lock.</summary>
    /// <exception cref="CannotContinueException">The folder or the database is out of reach; the message says how to mend it.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        options.CreateDataFolder();
        await provider.MigrateAsync(cancellationToken);
    }

    /// <summary>Waits for other processes that fill a fresh installation; holds them off until disposed.</summary>
    public Task<IAsyncDisposable> LockFirstStartAsync(CancellationToken cancellationToken) => provider.LockAsync(DatabaseLock.FirstStart, cancellationToken);

    /// <summary>True while there is no movie: a fresh installation.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return !await db.Movies.AnyAsync(cancellationToken);
    }

    public async Task<bool> HasRatingsAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Ratings.AnyAsync(cancellationToken);
    }

    /// <summary>Asks the database for an answer; throws what the database throws.</summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await db.Roles.OrderBy(r => r.Id).Select(r => r.Id).Take(1).ToListAsync(cancellationToken);
    }
}
