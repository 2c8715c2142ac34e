using System.Text.Json;
using System.Text.Json.Serialization;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Finds answers again by their id, also in the moment before <see cref="RecommendationLog"/> has written them.</summary>
public sealed class GivenAnswers(RecommendationLog log, IDbContextFactory<FilmRecDb> databases, TimeProvider clock)
{
    // Another server may still be about to write it. What is older than this, or bears another time, is not waited for.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private const int Looks = 6;
    private const int FirstPause = 20; // milliseconds, doubled each time: 0.6 seconds together

    /// <summary>An answer that this viewer was given; null when there is none of that id, or it was another viewer's. One query, a few more within seconds of the answer.</summary>
    /// <param name="viewerId">Who asks.</param>
    /// <param name="recommendationId">Of the answer.</param>
    /// <param name="written">True waits until it stands in the database.</param>
    /// <param name="cancellationToken">Of the request.</param>
    internal async Task<RecommendationLogEntry?> FindAsync(int viewerId, Guid recommendationId, bool written, CancellationToken cancellationToken)
    {
        for (int look = 0; ; look++)
        {
            if (!written && log.FindWaiting(recommendationId) is { } waiting)
            {
                return waiting.ViewerId == viewerId ? waiting : null;
            }

            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            if (await db.RecommendationLog.AsNoTracking().SingleOrDefaultAsync(e => e.RecommendationId == recommendationId, cancellationToken) is { } entry)
            {
                return entry.ViewerId == viewerId ? entry : null;
            }

            if (look == Looks || !IsFresh(recommendationId))
            {
                return null;
            }

            await Task.Delay(FirstPause << look, cancellationToken);
        }
    }

    /// <summary>The movies of an answer, best first.</summary>
    internal static IReadOnlyList<int> MoviesOf(RecommendationLogEntry entry)
        => [.. JsonSerializer.Deserialize<Item[]>(entry.Items)!.Select(item => item.MovieId)]; // an array, as the log writes it

    // The first 48 bits of a version 7 id are milliseconds.
    private bool IsFresh(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        foreach (byte part in bytes[..6])
        {
            milliseconds = (milliseconds << 8) | part;
        }

        return id.Version == 7 && Math.Abs(clock.GetUtcNow().ToUnixTimeMilliseconds() - milliseconds) < Fresh.TotalMilliseconds;
    }

    private sealed record Item([property: JsonPropertyName("m")] int MovieId);
}
