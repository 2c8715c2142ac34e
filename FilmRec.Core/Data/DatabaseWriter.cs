using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Data;

/// <summary>Changes the database in one transaction that either happens once or not at all.</summary>
public sealed class DatabaseWriter(IDbContextFactory<FilmRecDb> databases, IDatabaseProvider provider)
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
            catch (Exception e) when (attempt < Attempts && provider.WasBrokenOffForOthers(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5 << attempt), cancellationToken);
            }
        }
    }

    private async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await provider.TakeTurnToWriteAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OverloadedException("The database is being written to, by an import for instance: try again in a moment.", retryAfter: TimeSpan.FromSeconds(5));
        }
    }
}
