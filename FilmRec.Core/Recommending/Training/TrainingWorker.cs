using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Carries out queued runs, one at a time on all servers together.</summary>
public sealed partial class TrainingWorker(
    TrainingLease lease, TrainingSignals signals, ModelTraining training, ModelHousekeeping housekeeping, LiveModels live, ILogger<TrainingWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly IProgress<WorkProgress> Nobody = new Progress<WorkProgress>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync(
            async () =>
            {
                await lease.EndAbandonedAsync(stoppingToken);
                await housekeeping.ClearLeftoversAsync(stoppingToken);
            },
            stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(
                async () =>
                {
                    if (await lease.TakeNextAsync(stoppingToken) is { } runId)
                    {
                        await training.RunAsync(runId, Nobody, stoppingToken);
                        await live.RefreshAsync(stoppingToken);
                    }
                },
                stoppingToken);
            await signals.WaitAsync(Interval, stoppingToken);
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(e); // the database is away, for instance; the next look may find it back
        }
    }

    [LoggerMessage(LogLevel.Warning, "The training worker could not do its work and tries again")]
    private partial void LogFailure(Exception exception);
}
