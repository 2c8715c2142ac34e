using System.Collections.Concurrent;

namespace FilmRec.Core.Background;

/// <summary>Spares this process the wait for the next look into the database: wakes its worker, stops its work. Other processes find out from the rows.</summary>
public abstract class WorkSignals : IDisposable
{
    private readonly SemaphoreSlim _work = new(0);
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _running = [];

    /// <summary>Says that something has been queued.</summary>
    public void Wake() => _work.Release();

    /// <summary>Returns when something has been queued in this process, or the time is up.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => await _work.WaitAsync(patience, cancellationToken);

    /// <summary>Cancels a piece of work if this process carries it out.</summary>
    /// <returns>False when it does not.</returns>
    public bool Cancel(int id)
    {
        try
        {
            if (_running.TryGetValue(id, out var source))
            {
                source.Cancel();
                return true;
            }
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }

        return false;
    }

    /// <summary>True while this process carries it out.</summary>
    public bool Runs(int id) => _running.ContainsKey(id);

    internal void Add(int id, CancellationTokenSource source) => _running[id] = source;

    internal void Remove(int id) => _running.TryRemove(id, out _);

    public void Dispose()
    {
        _work.Dispose();
        GC.SuppressFinalize(this);
    }
}
