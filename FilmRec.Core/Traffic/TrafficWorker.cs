using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Traffic;

/// <summary>Writes the recorded traffic down once a minute, and a last time when the server stops.</summary>
public sealed partial class TrafficWorker(TrafficHistory history, TimeProvider clock, ILogger<TrafficWorker> logger) : BackgroundService
{
    private const int MinutesBetweenTidying = 60;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            for (int minute = 0; await timer.WaitForNextTickAsync(stoppingToken); minute++)
            {
                await TryAsync(history.FlushAsync(atTheEnd: false, stoppingToken), stoppingToken);
                if (minute % MinutesBetweenTidying == 0)
                {
                    await TryAsync(history.DeleteOldAsync(stoppingToken), stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops; what is left is written below.
        }

        using var patience = new CancellationTokenSource(LastPatience);
        await TryAsync(history.FlushAsync(atTheEnd: true, patience.Token), CancellationToken.None);
    }

    private async Task TryAsync(Task work, CancellationToken stoppingToken)
    {
        try
        {
            await work;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(e); // what was recorded waits in memory for the next minute
        }
    }

    [LoggerMessage(LogLevel.Warning, "The traffic of the last minute could not be written down; it waits")]
    private partial void LogFailure(Exception exception);
}
