using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Idempotency;

/// <summary>Every hour, clears away answers that nobody may ask for again.</summary>
public sealed partial class IdempotencyUpkeep(RequestLedger ledger, TimeProvider clock, ILogger<IdempotencyUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Hourly, clock, stoppingToken);
                await ledger.ClearAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogKept(e); // the next hour comes
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Answers of repeatable requests that have run out could not be cleared away")]
    private partial void LogKept(Exception exception);
}
