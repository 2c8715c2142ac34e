using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Holds the current <see cref="CatalogSnapshot"/> and keeps it fresh, in the background while people read the one before.</summary>
internal sealed class CatalogIndex(CatalogRows rows, TimeProvider clock, ILogger<CatalogIndex> log) : IAsyncDisposable
{
    /// <summary>How late new movies and ratings that another server or process wrote show in lists, at most.</summary>
    public static readonly TimeSpan CheckedEvery = TimeSpan.FromSeconds(10);

    /// <summary>The same for what no count shows: tags, and titles or genres that were put right.</summary>
    public static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();

    private CatalogSnapshot? _snapshot;
    private Task<CatalogSnapshot>? _reading;
    private Task _refreshing = Task.CompletedTask;
    private long _checkedAt;
    private long _readAt;
    private long _version;

    // Each demand for a fresh reading has a number: a reading that began before it does not meet it.
    private long _demanded = 1;
    private long _readingFor;
    private long _met;

    /// <summary>Grows with every change of the movies, as against their ratings.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>What is in memory, however old; null before the first reading.</summary>
    public CatalogSnapshot? Known
    {
        get
        {
            lock (_gate)
            {
                return _snapshot;
            }
        }
    }

    /// <summary>What is in memory; waits only for the first reading, for one that <see cref="Outdate"/> asked for, and while the catalogue is empty.</summary>
    public async ValueTask<CatalogSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        Task<CatalogSnapshot> reading;
        CatalogSnapshot? old;
        lock (_gate)
        {
            old = _snapshot;
            if (old is { Movies.Length: > 0 } && _met == _demanded)
            {
                RefreshInTime(old);
                return old;
            }

            if (_reading is null || _reading.IsCompleted || _readingFor != _demanded)
            {
                long demand = _readingFor = _demanded;
                using (ExecutionContext.SuppressFlow()) // it is part of nobody's request
                {
                    _reading = Task.Run(() => ReadAsync(demand, _ended.Token), CancellationToken.None);
                }
            }

            reading = _reading;
        }

        try
        {
            return await reading.WaitAsync(cancellationToken);
        }
        catch (Exception failure) when (old is not null && !cancellationToken.IsCancellationRequested && !_ended.IsCancellationRequested)
        {
            log.LogWarning(failure, "The catalogue could not be read anew: lists stay as they were");
            return old;
        }
    }

    /// <summary>The next answer is read anew.</summary>
    public void Outdate()
    {
        lock (_gate)
        {
            _demanded++;
        }

        Interlocked.Increment(ref _version);
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [_refreshing, _reading ?? Task.CompletedTask];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
    }

    private void RefreshInTime(CatalogSnapshot current)
    {
        if (_refreshing.IsCompleted && clock.GetElapsedTime(_checkedAt) >= CheckedEvery)
        {
            _checkedAt = clock.GetTimestamp();
            long demand = _demanded;
            using (ExecutionContext.SuppressFlow())
            {
                _refreshing = Task.Run(() => RefreshAsync(current, demand, _ended.Token), CancellationToken.None);
            }
        }
    }

    private async Task RefreshAsync(CatalogSnapshot current, long demand, CancellationToken cancellationToken)
    {
        try
        {
            var now = await rows.ReadStateAsync(cancellationToken);
            bool sameMovies = now.Movies == current.Size.Movies && now.LastId == current.LastId;
            if (!sameMovies || clock.GetElapsedTime(_readAt) >= ReadEvery)
            {
                await ReadAsync(demand, cancellationToken);
                Interlocked.Add(ref _version, sameMovies ? 0 : 1);
            }
            else if (now.Ratings != current.Size.Ratings && current.With(await rows.ReadFiguresAsync(cancellationToken)) is { } newer)
            {
                lock (_gate)
                {
                    _snapshot = _snapshot == current ? newer : _snapshot;
                }
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(failure, "The catalogue could not be checked for changes: lists stay as they were");
        }
    }

    private async Task<CatalogSnapshot> ReadAsync(long demand, CancellationToken cancellationToken)
    {
        long began = clock.GetTimestamp();
        var snapshot = await rows.ReadAsync(cancellationToken);
        lock (_gate)
        {
            if (demand >= _met)
            {
                (_snapshot, _met, _checkedAt, _readAt) = (snapshot, demand, clock.GetTimestamp(), began);
            }
        }

        log.LogInformation("Indexed {Movies} movies in {Milliseconds:0} ms", snapshot.Movies.Length, clock.GetElapsedTime(began).TotalMilliseconds);
        return snapshot;
    }
}
