using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Training.Schedules;

/// <summary>Looks every few seconds whether a scheduled training is due.</summary>
public sealed partial class TrainingScheduleWorker(TrainingSchedules schedules, TimeProvider clock, ILogger<TrainingScheduleWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await schedules.RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e); // the database is away, for instance; the next look may find it back
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "Scheduled trainings could not be looked at; the next look follows")]
    private partial void LogFailure(Exception exception);
}
