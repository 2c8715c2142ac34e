using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Quality;

/// <summary>The one inspection that this process may have under way. It goes on when the page that asked for it is left, and every page can follow it.</summary>
public sealed class RunningInspection(QualityInspector inspector, ILogger<RunningInspection> logger) : IProgress<WorkProgress>, IDisposable
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    /// <summary>Raised on any thread when anything below has changed.</summary>
    public event Action? Changed;

    /// <summary>How far it has come; null when none is under way.</summary>
    public WorkProgress? Progress { get; private set; }

    /// <summary>How the last one ended.</summary>
    public InspectionEnd LastEnd { get; private set; }

    /// <summary>Begins an inspection, unless one is under way.</summary>
    public void Start()
    {
        CancellationTokenSource running;
        lock (_gate)
        {
            if (_running is not null)
            {
                return;
            }

            running = _running = new CancellationTokenSource();
            (Progress, LastEnd) = (new WorkProgress("Beginning", 0, null), InspectionEnd.None);
        }

        Changed?.Invoke();
        _ = Task.Run(() => RunAsync(running.Token), CancellationToken.None);
    }

    /// <summary>Asks the inspection to stop at its next row.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _running?.Cancel();
        }
    }

    void IProgress<WorkProgress>.Report(WorkProgress value)
    {
        Progress = value;
        Changed?.Invoke();
    }

    public void Dispose() => Cancel();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var end = InspectionEnd.Failed;
        try
        {
            await inspector.InspectAsync(this, cancellationToken);
            end = InspectionEnd.Finished;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            end = InspectionEnd.Cancelled;
        }
        catch (Exception e)
        {
            logger.LogError(e, "The inspection of the data did not finish");
        }

        lock (_gate)
        {
            _running?.Dispose();
            _running = null;
            (Progress, LastEnd) = (null, end);
        }

        Changed?.Invoke();
    }
}

/// <summary>How an inspection ended.</summary>
public enum InspectionEnd
{
    /// <summary>None has ended since the program started, or one is under way.</summary>
    None,

    /// <summary>Its report is the latest.</summary>
    Finished,
    Cancelled,

    /// <summary>The reason is in the log.</summary>
    Failed,
}
