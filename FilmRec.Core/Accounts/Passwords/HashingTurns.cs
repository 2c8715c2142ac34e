namespace FilmRec.Core.Accounts.Passwords;

/// <summary>
/// Lets only a few passwords be hashed at the same time, because each takes a core for a quarter of a second on purpose.
/// A limited number waits its turn for a limited time; who comes after that, or waits longer, is sent away. It happens on threads of its own,
/// which give way to everything else: see <see cref="HashingThreads"/>.
/// </summary>
public sealed class HashingTurns(PasswordHashingOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _hashers = new(options.Hashers);
    private readonly HashingThreads _threads = new(options.Hashers);
    private int _inside;

    /// <summary>How many hash or wait at this moment.</summary>
    public int Inside => Volatile.Read(ref _inside);

    /// <summary>Runs one hashing or checking of a password when its turn comes.</summary>
    /// <exception cref="OverloadedException">Too many wait already, or the turn did not come in time.</exception>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => RunAsync(() => Task.FromResult(work()), cancellationToken);

    /// <summary>As the other, for work that asks the database something before it hashes.</summary>
    /// <exception cref="OverloadedException">Too many wait already, or the turn did not come in time.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > options.Hashers + options.QueueLength)
        {
            Interlocked.Decrement(ref _inside);
            throw Overloaded();
        }

        try
        {
            await WaitAsync(cancellationToken);
            try
            {
                return await Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, _threads).Unwrap();
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

    public void Dispose()
    {
        _hashers.Dispose();
        _threads.Dispose();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.LongestWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _hashers.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Overloaded();
        }
    }

    private static OverloadedException Overloaded() => new("Too many people are logging in or registering right now.", TimeSpan.FromSeconds(5));
}
