using FilmRec.Core.Data;
using FilmRec.Core.Ratings;
using FilmRec.Core.Recommending.Models;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Training;

/// <summary>The only door from the database to a rating matrix.</summary>
public sealed class InteractionLoader(IDbContextFactory<FilmRecDb> databases)
{
    private const int RowsBetweenReports = 1 << 17;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Reads all movies, and all ratings in one streaming query; keeps 9 bytes a rating and nothing else of it.</summary>
    /// <remarks>A rating of a movie that was entered after the movies had been read is left out.</remarks>
    public async Task<LoadedInteractions> LoadAsync(IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.Database.SetCommandTimeout(Patience);
        int cleanUpTo = await db.Erasures.MaxAsync(e => (int?)e.ErasureId, cancellationToken) ?? 0; // before the ratings: one that happens meanwhile counts as not reached
        var (movies, facts) = await MovieFactsReader.ReadAsync(db, cancellationToken);
        var matrix = new RatingMatrixBuilder(movies, await db.Ratings.CountAsync(cancellationToken));
        int rows = 0;
        await foreach (var row in db.Ratings.OrderBy(r => r.ViewerId).ThenBy(r => r.MovieId)
            .Select(r => new Row(r.ViewerId, r.MovieId, r.Stars, r.RatedAt)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            matrix.Add(row.ViewerId, row.MovieId, row.Stars.HalfStars, row.RatedAt.ToUnixTimeSeconds());
            if (++rows % RowsBetweenReports == 0)
            {
                progress.Report(new WorkProgress("Loading ratings", rows, Math.Max(rows, matrix.Expected)));
            }
        }

        progress.Report(new WorkProgress("Loading ratings", rows, rows));
        return new LoadedInteractions(
            new TrainingData(matrix.Build(), facts) { Texts = await MovieTextsReader.ReadAsync(db, movies, cancellationToken) },
            matrix.NewestRating is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null,
            cleanUpTo);
    }

    private readonly record struct Row(int ViewerId, int MovieId, Stars Stars, DateTimeOffset RatedAt);
}
