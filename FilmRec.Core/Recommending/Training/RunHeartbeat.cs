using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Shows every two seconds that a run lives, and learns whether somebody wants it to stop.</summary>
internal sealed partial class RunHeartbeat(int runId, RunJournal journal, TrainingLease lease, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _over = new();

    /// <summary>Beats until <see cref="StopAsync"/>; cancels the run when it is to stop or has been declared dead.</summary>
    public async Task RunAsync(CancellationTokenSource run)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                var pulse = await BeatAsync();
                if (pulse != Pulse.GoOn)
                {
                    await run.CancelAsync();
                    return;
                }
            }
            while (await timer.WaitForNextTickAsync(_over.Token));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    public async Task StopAsync(Task beating)
    {
        await _over.CancelAsync();
        await beating;
    }

    public void Dispose() => _over.Dispose();

    private async Task<Pulse> BeatAsync()
    {
        try
        {
            return await lease.BeatAsync(runId, journal.Page(), _over.Token);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
        {
            // The database may be back before the others lose patience with this run.
            LogSkipped(e, runId);
            return Pulse.GoOn;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The heartbeat of training run {RunId} did not arrive")]
    private partial void LogSkipped(Exception exception, int runId);
}
