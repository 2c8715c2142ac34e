using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training;

/// <summary>Looks every two seconds whether a model has gone live, in this process or on another server.</summary>
public sealed partial class LiveModelsWatch(LiveModels models, TimeProvider clock, ILogger<LiveModelsWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Loads what is live before the first request is served.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await models.RefreshAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailure(e); // the database is away: what is in memory goes on serving
        }
    }

    [LoggerMessage(LogLevel.Warning, "The live models could not be looked up")]
    private partial void LogFailure(Exception exception);
}
