namespace FilmRec.Core.Catalog.Searching;

/// <summary>Lets a few searches for words run at once, two for each core. Some wait a moment, and the rest is sent away: a search takes a core for milliseconds, and
/// a thousand of them at once would take it from everything else.</summary>
public sealed class SearchTurns(int cores) : IDisposable
{
    private const int WaitingForEach = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly int _most = 2 * cores * (1 + WaitingForEach);
    private readonly SemaphoreSlim _free = new(2 * cores);
    private int _inside;

    /// <summary>Waits for a turn, and keeps it until disposed.</summary>
    /// <exception cref="OverloadedException">Too many wait already, or it took too long.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _inside) > _most)
        {
            Interlocked.Decrement(ref _inside);
            throw Overloaded();
        }

        bool entered = false;
        try
        {
            entered = await _free.WaitAsync(Patience, cancellationToken);
            return entered ? new Turn(this) : throw Overloaded();
        }
        finally
        {
            if (!entered)
            {
                Interlocked.Decrement(ref _inside);
            }
        }
    }

    public void Dispose() => _free.Dispose();

    private static OverloadedException Overloaded() => new("Too many people are searching at this moment.", TimeSpan.FromSeconds(1));

    private sealed class Turn(SearchTurns turns) : IDisposable
    {
        private int _over;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
            {
                turns._free.Release();
                Interlocked.Decrement(ref turns._inside);
            }
        }
    }
}
