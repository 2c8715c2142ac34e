using System.Collections.Concurrent;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Spares this process the wait for the next look into the database: wakes its worker, stops its run. Other processes find out from the rows.</summary>
public sealed class TrainingSignals : IDisposable
{
    private readonly SemaphoreSlim _work = new(0);
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _runs = [];

    /// <summary>Says that a run has been queued.</summary>
    public void Wake() => _work.Release();

    /// <summary>Returns when a run has been queued in this process, or the time is up.</summary>
    public async Task WaitAsync(TimeSpan patience, CancellationToken cancellationToken) => await _work.WaitAsync(patience, cancellationToken);

    /// <summary>Cancels a run if this process runs it.</summary>
    public void Cancel(int runId)
    {
        try
        {
            _runs.GetValueOrDefault(runId)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    internal void Add(int runId, CancellationTokenSource source) => _runs[runId] = source;

    internal void Remove(int runId) => _runs.TryRemove(runId, out _);

    public void Dispose() => _work.Dispose();
}
