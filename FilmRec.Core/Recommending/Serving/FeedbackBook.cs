using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>A viewer saw or opened one movie.</summary>
public readonly record struct MovieFeedback(int MovieId, FeedbackKind Kind);

/// <summary>How writing feedback down ended.</summary>
/// <param name="Strangers">Movies that were not in the answer; nothing was written where there are any.</param>
public sealed record FeedbackResult(IReadOnlyList<int> Strangers);

/// <summary>Writes down what viewers saw and opened of what was recommended to them.</summary>
public sealed class FeedbackBook(GivenAnswers answers, DatabaseWriter writer, TimeProvider clock)
{
    /// <summary>At most so many at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Takes feedback on one answer: all of it or nothing, and what stands there already stays as it is.</summary>
    /// <param name="viewerId">Who saw it, and to whom the answer was given.</param>
    /// <param name="recommendationId">Of the answer.</param>
    /// <param name="feedback">At most <see cref="MostAtOnce"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null when this viewer was given no such answer.</returns>
    public async Task<FeedbackResult?> NoteAsync(int viewerId, Guid recommendationId, IReadOnlyCollection<MovieFeedback> feedback, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(feedback.Count, MostAtOnce);
        if (await answers.FindAsync(viewerId, recommendationId, written: true, cancellationToken) is not { } entry)
        {
            return null;
        }

        var shown = GivenAnswers.MoviesOf(entry).ToHashSet();
        int[] strangers = [.. feedback.Select(one => one.MovieId).Where(movieId => !shown.Contains(movieId)).Distinct()];
        if (strangers.Length > 0)
        {
            return new FeedbackResult(strangers);
        }

        var now = clock.GetStoredNow();
        return await writer.WriteAsync<FeedbackResult>(
            async (db, token) =>
            {
                // Changes nothing, but takes the row of the answer: the same feedback at the same moment waits here, and finds the first.
                if (await db.RecommendationLog.Where(e => e.RecommendationId == recommendationId)
                    .ExecuteUpdateAsync(set => set.SetProperty(e => e.ProfileVersion, e => e.ProfileVersion), token) == 0)
                {
                    return null!; // the account has gone this very moment
                }

                var known = (await db.RecommendationFeedback.AsNoTracking().Where(f => f.RecommendationId == recommendationId)
                    .Select(f => new MovieFeedback(f.MovieId, f.Kind)).ToListAsync(token)).ToHashSet();
                db.RecommendationFeedback.AddRange(feedback.Distinct().Where(one => !known.Contains(one))
                    .Select(one => new RecommendationFeedback(recommendationId, one.MovieId, one.Kind, now)));
                await db.SaveChangesAsync(token);
                return new FeedbackResult([]);
            },
            cancellationToken);
    }
}
