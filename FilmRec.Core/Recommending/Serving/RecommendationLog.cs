using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Remembers what was shown to whom, without making anybody wait: entries are written in batches behind the answers.</summary>
/// <remarks>What does not fit, or the database does not take, is dropped and counted. What was accepted before a shutdown is written.</remarks>
public sealed partial class RecommendationLog(DatabaseWriter writer, ILogger<RecommendationLog> logger) : BackgroundService
{
    private const int Capacity = 10_000;
    private const int BatchSize = 500;

    private readonly Channel<RecommendationLogEntry> _entries = Channel.CreateBounded<RecommendationLogEntry>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ConcurrentDictionary<Guid, RecommendationLogEntry> _waiting = new(); // as many as the channel and a batch hold

    /// <summary>Takes an answer; never waits.</summary>
    /// <param name="viewerId">Whose it is.</param>
    /// <param name="answer">As it was given.</param>
    /// <param name="answeredAt">When.</param>
    /// <param name="continuation">How it goes on, where it does.</param>
    public void Add(int viewerId, Recommendation answer, DateTimeOffset answeredAt, Continuation? continuation = null)
    {
        var entry = new RecommendationLogEntry(answer.Id, viewerId, answer.Model, answer.ProfileVersion, answeredAt, Items(answer.Items)) { Continuation = continuation?.ToJson() };
        _waiting[entry.RecommendationId] = entry;
        if (!_entries.Writer.TryWrite(entry))
        {
            _waiting.TryRemove(entry.RecommendationId, out _);
            ServingMetrics.LogDropped(1);
        }
    }

    /// <summary>An answer that this server gave a moment ago and has not written yet.</summary>
    internal RecommendationLogEntry? FindWaiting(Guid recommendationId) => _waiting.GetValueOrDefault(recommendationId);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _entries.Writer.TryComplete(); // the loop below ends once it has written what is left
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<RecommendationLogEntry>(BatchSize);
        while (await _entries.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < BatchSize && _entries.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await WriteAsync(batch, stoppingToken);
            batch.ForEach(entry => _waiting.TryRemove(entry.RecommendationId, out _));
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<RecommendationLogEntry> batch, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(
                async (db, token) =>
                {
                    // Whose account has been deleted meanwhile leaves no trace, and does not keep the others from being written.
                    var viewers = batch.Select(entry => entry.ViewerId).Distinct().ToList();
                    var present = (await db.Users.Where(u => viewers.Contains(u.Id)).Select(u => u.Id).ToListAsync(token)).ToHashSet();
                    db.RecommendationLog.AddRange(batch.Where(entry => present.Contains(entry.ViewerId)));
                    return (int?)await db.SaveChangesAsync(token);
                },
                cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ServingMetrics.LogDropped(batch.Count);
            LogLost(e, batch.Count);
        }
    }

    private static string Items(IReadOnlyList<RecommendedMovie> items)
    {
        var json = new StringBuilder("[", items.Count * 28);
        foreach (var item in items)
        {
            json.Append(json.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"m\":{item.Movie.MovieId},\"s\":{item.Score}}}");
        }

        return json.Append(']').ToString();
    }

    [LoggerMessage(LogLevel.Warning, "{Count} entries of the recommendation log could not be written")]
    private partial void LogLost(Exception exception, int count);
}
