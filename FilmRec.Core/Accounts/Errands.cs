using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Accounts;

/// <summary>Work that is done after the answer, so that the time of the answer tells nothing about it: looking for an account, sending a mail. A queue with an end.</summary>
public sealed partial class Errands(ILogger<Errands> logger) : BackgroundService
{
    /// <summary>How many may wait.</summary>
    public const int Most = 256;

    // One that waits for a mail server does not keep the others waiting.
    private const int Workers = 2;

    private readonly Channel<Errand> _waiting = Channel.CreateBounded<Errand>(new BoundedChannelOptions(Most));

    /// <summary>Puts it into the queue; false when the queue is full.</summary>
    /// <param name="name">For the log.</param>
    public bool TryAdd(string name, Func<CancellationToken, Task> work) => _waiting.Writer.TryWrite(new Errand(name, work));

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => RunAsync(stoppingToken)));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var errand in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                await RunAsync(errand, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task RunAsync(Errand errand, CancellationToken stoppingToken)
    {
        try
        {
            await errand.Work(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e, errand.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "An errand failed: {Name}")]
    private partial void LogFailed(Exception exception, string name);

    private sealed record Errand(string Name, Func<CancellationToken, Task> Work);
}
