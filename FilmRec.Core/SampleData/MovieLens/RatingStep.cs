using System.Globalization;
using System.Threading.Channels;
using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>Imports ratings in batches of one transaction each: one thread reads and checks lines while the database writes the batch before.</summary>
/// <remarks>
/// At most three batches are in memory, whatever the file's size. A large file that comes first is staged and put in place all at once where
/// the database can do that: checking every rating's viewer and film and keeping three indexes in order row by row would take ten times as long.
/// </remarks>
/// <param name="stageFrom">A file of about this many lines counts as large.</param>
internal sealed class RatingStep(ImportRun run, IReadOnlyDictionary<int, int> movieIds, ViewerBook viewers, long stageFrom)
{
    private const int Batch = 100_000;
    private const int LinesBetweenLooks = 4_096;
    private const string Phase = "Importing ratings";

    private bool? _staging;
    private bool _mayRepeat;
    private long _lastKey = long.MinValue;

    public long Count { get; private set; }
    public long New { get; private set; }

    /// <summary>True when the sums beside the movies were brought up to date together with the ratings.</summary>
    public bool HasAddedUp { get; private set; }

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
        if (_staging == true)
        {
            await PlaceAsync(cancellationToken);
        }
    }

    private async Task PlaceAsync(CancellationToken cancellationToken)
    {
        const string placing = "Putting ratings in place";
        run.Progress.Report(new WorkProgress(placing, 0, null));
        await run.Writer.BeginAsync(cancellationToken);
        New = await run.Writer.PlaceStagedRatingsAsync(_mayRepeat, cancellationToken);
        await run.Writer.RefreshMovieRatingsAsync(cancellationToken);
        await run.Writer.CommitAsync(cancellationToken);
        HasAddedUp = true;
        run.Progress.Report(new WorkProgress(placing, New, New));
    }

    // Only for viewers without ratings, and only where few ratings are there already: their indexes are made anew too.
    private async Task<bool> CanStageAsync(RatingBatch first, CancellationToken cancellationToken)
    {
        if (!run.Writer.CanStageRatings || first.EstimatedLines < stageFrom)
        {
            return false;
        }

        var db = run.Writer.Db;
        int few = (int)Math.Min(first.EstimatedLines / 4, int.MaxValue - 1);
        return !await db.Ratings.OrderBy(r => r.ViewerId).ThenBy(r => r.MovieId).Skip(few).AnyAsync(cancellationToken)
            && !await db.Users.AnyAsync(u => u.Origin == Origin.MovieLens && db.Ratings.Any(r => r.ViewerId == u.Id), cancellationToken);
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
        _staging ??= await CanStageAsync(batch, cancellationToken);
        await viewers.PrepareAsync(batch.Ratings.Select(r => r.ViewerId), cancellationToken);
        RatingRow[] rows = [.. batch.Ratings.Select(r => new RatingRow(viewers.IdOf(r.ViewerId), movieIds[r.MovieId], r.HalfStars, DateTimeOffset.FromUnixTimeSeconds(r.RatedAt)))];
        if (_staging == true)
        {
            await run.Writer.StageRatingsAsync(rows, cancellationToken);
            _mayRepeat |= !batch.IsSorted || batch.FirstKey <= _lastKey;
            _lastKey = batch.LastKey;
        }
        else
        {
            New += await run.Writer.WriteRatingsAsync(rows, cancellationToken);
        }

        await run.Writer.CommitAsync(cancellationToken);
        Count += batch.Lines;
    }
}
