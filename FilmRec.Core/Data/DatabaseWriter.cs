using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data;

/// <summary>Changes the database in one transaction that either happens once or not at all.</summary>
public sealed class DatabaseWriter(IDbContextFactory<FilmRecDb> databases, IDatabaseProvider provider, TimeProvider clock)
{
    private const int Attempts = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and commits when it answers something; null rolls back. When the database broke it off because
    /// others were in the way (busy, deadlock), nothing of it happened, and it runs again with a new context, a few times.
    /// </summary>
    /// <returns>What <paramref name="change"/> answered, after the commit.</returns>
    /// <exception cref="OverloadedException">Somebody else has been writing for too long; nothing has changed.</exception>
    public async Task<T> WriteAsync<T>(Func<FilmRecDb, CancellationToken, Task<T>> change, CancellationToken cancellationToken)
    {
        long started = clock.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using var turn = await TakeTurnAsync(cancellationToken);
                await using var db = await databases.CreateDbContextAsync(cancellationToken);
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                var answer = await change(db, cancellationToken);
                if (answer is not null)
                {
                    await transaction.CommitAsync(cancellationToken);
                }

                return answer;
            }
            catch (Exception e) when (provider.WasBrokenOffForOthers(e))
            {
                if (attempt == Attempts || clock.GetElapsedTime(started) > Patience)
                {
                    throw Overloaded();
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5 << attempt), cancellationToken);
            }
        }
    }

    private async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await provider.TakeTurnToWriteAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Overloaded();
        }
    }

    private static OverloadedException Overloaded()
        => new("The database is being written to, by an import for instance: try again in a moment.", retryAfter: TimeSpan.FromSeconds(5));
}
