using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Background;

/// <summary>What a heartbeat learned.</summary>
internal enum Pulse
{
    GoOn,
    CancelRequested,
    Lost,
}

/// <summary>Shows every two seconds that a piece of work lives, and learns whether somebody wants it to stop.</summary>
/// <param name="work">For the log: "training run 12".</param>
/// <param name="beat">Writes the sign of life.</param>
internal sealed partial class Heartbeat(string work, Func<CancellationToken, Task<Pulse>> beat, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _over = new();

    /// <summary>Beats until <see cref="StopAsync"/>; cancels the work when it is to stop or has been declared dead.</summary>
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
            // The work is over.
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
            return await beat(_over.Token);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
        {
            // The database may be back before the others lose patience with this work.
            LogSkipped(e, work);
            return Pulse.GoOn;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The heartbeat of {Work} did not arrive")]
    private partial void LogSkipped(Exception exception, string work);
}
