using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Jobs;

/// <summary>Carries out data jobs that wait, one at a time on all servers together.</summary>
public sealed partial class JobWorker(JobRunner runner, JobSignals signals, DataJobs jobs, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await runner.RunNextAsync(stoppingToken))
                {
                    await jobs.TidyAsync(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e); // the database is away, for instance; the next look may find it back
            }

            await signals.WaitAsync(Interval, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The worker for data jobs could not do its work and tries again")]
    private partial void LogFailure(Exception exception);
}
