using FilmRec.Core.Limits;

namespace FilmRec.Web.Auth.Limits;

/// <summary>
/// Lets the servers of one database keep to one limit together, without asking it at every request: once a second, and sooner when somebody waits for it, but never
/// more than ten times, one statement carries all counts there and back. With the database away each server goes on with what it knows.
/// </summary>
internal sealed partial class LimitExchange(FixedWindows windows, ICountExchange others, RateLimitOptions options, ILogger<LimitExchange> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim _wanted = new(0, 1);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _failing;
    private long _exchanges;

    /// <summary>Statements that this server has sent.</summary>
    public long Exchanges => Interlocked.Read(ref _exchanges);

    /// <summary>Waits for the next two exchanges, and looks at the verdict again. The first tells the others; by the second they have told what they did meanwhile.</summary>
    public async ValueTask<LimitVerdict> SettleAsync(LimitVerdict verdict)
    {
        for (int exchange = 0; exchange < 2 && verdict.IsOpen && !_failing; exchange++)
        {
            var next = Volatile.Read(ref _next).Task;
            Want();
            try
            {
                await next.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                break; // the database is slow: what is known must do
            }

            verdict = FixedWindows.Again(verdict) is { Granted: false } refused ? refused : verdict;
        }

        return FixedWindows.Again(verdict);
    }

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!others.IsShared || !options.Enabled)
        {
            return;
        }

        try
        {
            while (true)
            {
                await ExchangeAsync(stoppingToken);
                await Task.Delay(Shortest, stoppingToken);
                await _wanted.WaitAsync(Interval - Shortest, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Want()
    {
        try
        {
            if (_wanted.CurrentCount == 0)
            {
                _wanted.Release();
            }
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else has just asked, or the server stops.
        }
    }

    private async Task ExchangeAsync(CancellationToken stoppingToken)
    {
        // Whoever comes from here on waits for the exchange after this one, because its count may not be in it.
        var waiting = Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        long minute = windows.Minute;
        var mine = windows.Unpublished(minute);
        try
        {
            Interlocked.Increment(ref _exchanges);
            windows.Learn(minute, await others.ExchangeAsync(minute, mine, stoppingToken));
            if (_failing)
            {
                _failing = false;
                LogBack();
            }
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            windows.Unpublish(minute, mine);
            if (!_failing)
            {
                _failing = true;
                LogAway(e);
            }
        }
        finally
        {
            waiting.TrySetResult();
        }
    }

    [LoggerMessage(LogLevel.Warning, "What the other servers have counted cannot be asked: each keeps to its limits alone until the database is back")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(LogLevel.Information, "The servers keep to their limits together again")]
    private partial void LogBack();
}
