using FilmRec.Core.Clients;
using FilmRec.Core.Data;
using FilmRec.Core.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Bulk;

/// <summary>
/// Brings a client's ratings of its own viewers into the database, in batches of one transaction each. Of two opinions of a viewer on a movie the newer stays,
/// so lines that are sent again change nothing. Profile versions and the movies' sums change with their ratings.
/// </summary>
/// <remarks>Memory: one batch, and four bytes for each movie that was met.</remarks>
public sealed class BulkRatingImport(IDatabaseProvider provider, ExternalViewers viewers)
{
    private const int Batch = 10_000;
    private static readonly TimeSpan FastestClock = TimeSpan.FromDays(1);

    internal async Task<BulkOutcome> RunAsync(int jobId, BulkOrder order, string path, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var onlyOne = await provider.LockAsync(DatabaseLock.Loading, cancellationToken);
        await using var writer = await provider.OpenBulkWriterAsync(cancellationToken);
        var batches = new BulkBatches(jobId, order, writer, provider, progress);
        var movies = new HashSet<int>();
        using var lines = new BulkLines(path);
        batches.Begin();
        for (int number = 0; ; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = new BulkResultBatch();
            var read = Read(lines, results, order);
            if (results.Count == 0)
            {
                return batches.Outcome;
            }

            await RefuseUnknownAsync(writer.Db, read, movies, results, cancellationToken);
            var rows = await RowsAsync(order, number, read, cancellationToken);
            await batches.WriteAsync(async () =>
            {
                await writer.UpsertRatingsAsync(rows, cancellationToken);
                return results;
            }, cancellationToken);
        }
    }

    private static List<Placed> Read(BulkLines lines, BulkResultBatch results, BulkOrder order)
    {
        var read = new List<Placed>(Batch);
        while (results.Count < Batch && lines.TryRead(out var line, out bool isTooLong))
        {
            if (isTooLong)
            {
                results.Refuse(lines.Number, LineText.TooLong);
            }
            else if (RatingLine.Read(line, order.SentAt + FastestClock, out var rating) is { } problem)
            {
                results.Refuse(lines.Number, problem);
            }
            else
            {
                read.Add(new Placed(rating, results.Accept(lines.Number)));
            }
        }

        return read;
    }

    // One query for each batch that speaks of movies which no batch before did.
    private static async Task RefuseUnknownAsync(FilmRecDb db, List<Placed> read, HashSet<int> movies, BulkResultBatch results, CancellationToken cancellationToken)
    {
        int[] unmet = [.. read.Select(line => line.Rating.MovieId).Where(id => !movies.Contains(id)).Distinct()];
        if (unmet.Length > 0)
        {
            movies.UnionWith(await db.Movies.Where(m => EF.Parameter(unmet).Contains(m.MovieId)).Select(m => m.MovieId).ToListAsync(cancellationToken));
        }

        foreach (var line in read.Where(line => !movies.Contains(line.Rating.MovieId)))
        {
            results.RefuseAt(line.Place, "there is no movie with this movie_id");
        }

        read.RemoveAll(line => !movies.Contains(line.Rating.MovieId));
    }

    private async Task<IReadOnlyList<RatingRow>> RowsAsync(BulkOrder order, int batch, List<Placed> read, CancellationToken cancellationToken)
    {
        var ids = await viewers.FindOrAddAsync(order.ClientId, [.. read.Select(line => line.Rating.Viewer).Distinct(StringComparer.Ordinal)], cancellationToken);
        // Ratings without a moment are of when the lines were sent; those of later batches a little newer, so that of two the later line stays.
        var now = StoredTime.Round(order.SentAt).AddMilliseconds(batch);
        var rows = new Dictionary<(int Viewer, int Movie), RatingRow>(read.Count);
        foreach (var (rating, _) in read)
        {
            var row = new RatingRow(ids[rating.Viewer], rating.MovieId, rating.Stars.HalfStars, rating.RatedAt ?? now);
            var key = (row.ViewerId, row.MovieId);
            if (!rows.TryGetValue(key, out var other) || row.RatedAt >= other.RatedAt)
            {
                rows[key] = row;
            }
        }

        return [.. rows.Values.OrderBy(row => row.ViewerId).ThenBy(row => row.MovieId)]; // as the table lies
    }

    private readonly record struct Placed(RatingLine Rating, int Place);
}
