using System.Globalization;
using System.Threading.Channels;
using FilmRec.Core.Data.Bulk;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Imports ratings in batches of one transaction each: one thread reads and checks lines while the database writes the batch before.</summary>
/// <remarks>At most three batches are in memory, whatever the file's size.</remarks>
internal sealed class RatingStep(ImportRun run, IReadOnlyDictionary<int, int> movieIds, ViewerBook viewers)
{
    private const int Batch = 100_000;
    private const int LinesBetweenLooks = 4_096;
    private const string Phase = "Importing ratings";

    public long Count { get; private set; }
    public long New { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<RatingBatch>(1);
        var reading = Task.Run(() => ReadAsync(channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            var pace = new Pace(run.Clock);
            run.Progress.Report(new WorkProgress(Phase, 0, null));
            await foreach (var batch in channel.Reader.ReadAllAsync(cancellationToken))
            {
                await WriteAsync(batch, cancellationToken);
                run.Progress.Report(new WorkProgress(Phase, batch.FileLine, batch.EstimatedLines, pace.Describe(batch.FileLine, batch.EstimatedLines)));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what went wrong there came through the channel
        }

        run.Progress.Report(new WorkProgress(Phase, Count, Count));
    }

    private async Task ReadAsync(ChannelWriter<RatingBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            using var file = run.Read(run.Layout.RatingsFile);
            while (ReadBatch(file, cancellationToken) is { Lines: > 0 } batch)
            {
                await batches.WriteAsync(batch, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception e)
        {
            batches.Complete(e);
        }
    }

    private RatingBatch ReadBatch(DataFile file, CancellationToken cancellationToken)
    {
        var batch = new RatingBatch(Batch);
        while (!batch.IsFull && file.TryReadBytes(out var line))
        {
            if (file.Number % LinesBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (run.Layout.ReadRating(line, out var rating) is { } reason)
            {
                file.Skip(reason);
            }
            else if (!movieIds.ContainsKey(rating.MovieId))
            {
                file.Skip(string.Create(CultureInfo.InvariantCulture, $"there is no film {rating.MovieId}"));
            }
            else
            {
                batch.Add(rating);
            }
        }

        (batch.FileLine, batch.EstimatedLines) = (file.Number, file.EstimatedLines);
        return batch;
    }

    private async Task WriteAsync(RatingBatch batch, CancellationToken cancellationToken)
    {
        await run.Writer.BeginAsync(cancellationToken);
        await viewers.PrepareAsync(batch.Ratings.Select(r => r.ViewerId), cancellationToken);
        RatingRow[] rows = [.. batch.Ratings.Select(r => new RatingRow(viewers.IdOf(r.ViewerId), movieIds[r.MovieId], r.HalfStars, DateTimeOffset.FromUnixTimeSeconds(r.RatedAt)))];
        int written = await run.Writer.WriteRatingsAsync(rows, cancellationToken);
        await run.Writer.CommitAsync(cancellationToken);
        Count += batch.Lines;
        New += written;
    }
}
