using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.WebHooks;

/// <summary>Looks every few seconds for deliveries that are due, and clears away those that are old.</summary>
public sealed partial class HookWorker(HookSender sender, DatabaseWriter writer, TimeProvider clock, ILogger<HookWorker> logger) : BackgroundService
{
    /// <summary>How long the log of deliveries is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    /// <summary>Clears old deliveries away now.</summary>
    public Task TidyAsync(CancellationToken cancellationToken)
    {
        var old = clock.GetUtcNow() - Kept;
        return writer.WriteAsync<int?>(async (db, token) => await db.WebHookDeliveries.Where(d => d.CreatedAt < old).ExecuteDeleteAsync(token), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long tidied = clock.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, clock, stoppingToken);
                while (await sender.SendDueAsync(stoppingToken) > 0)
                {
                    // until nothing is due
                }

                if (clock.GetElapsedTime(tidied) >= Hourly)
                {
                    await TidyAsync(stoppingToken);
                    tidied = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e); // the database is away, for instance; the next look may find it back
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Web hooks could not be looked after; the next look is in a few seconds")]
    private partial void LogFailure(Exception exception);
}
