namespace FilmRec.Core.Accounts.Passwords;

/// <summary>
/// Lets only a few passwords be hashed at the same time, because each takes a core for a quarter of a second on purpose.
/// A limited number waits its turn; who comes after that is sent away at once.
/// </summary>
public sealed class HashingTurns(PasswordHashingOptions options) : IDisposable
{
    private readonly SemaphoreSlim _hashers = new(options.Hashers);
    private int _inside;

    /// <summary>How many hash or wait at this moment.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Runs one hashing or checking of a password when its turn comes.</summary>
    /// <exception cref="OverloadedException">Too many wait already.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > options.Hashers + options.QueueLength)
        {
            Interlocked.Decrement(ref _inside);
            throw new OverloadedException("Too many people are logging in or registering right now.", TimeSpan.FromSeconds(5));
        }

        try
        {
            await _hashers.WaitAsync(cancellationToken);
            try
            {
                return work();
            }
            finally
            {
                _hashers.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    public void Dispose() => _hashers.Dispose();
}
