using System.Runtime.CompilerServices;
using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Bulk;

/// <summary>A rating of one of a client's viewers.</summary>
public sealed record ExportedRating(string Viewer, int MovieId, double Rating, DateTimeOffset RatedAt);

/// <summary>Reads all ratings of a client's viewers, in short reads, so that a slow download keeps no transaction open.</summary>
public sealed class BulkRatingExport(IDbContextFactory<FilmRecDb> databases)
{
    private const int ViewersPerRead = 200;
    private const int RatingsPerRead = 5_000;

    /// <summary>By viewer, then by movie. A few thousand are in memory at a time.</summary>
    public async IAsyncEnumerable<ExportedRating> ReadAsync(string clientId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int lastViewer = 0; ;)
        {
            var viewers = await ViewersAsync(clientId, lastViewer, cancellationToken);
            if (viewers.Count == 0)
            {
                yield break;
            }

            int[] ids = [.. viewers.Keys];
            lastViewer = ids.Max();
            (int viewer, int movie) = (0, 0);
            for (int read = RatingsPerRead; read == RatingsPerRead;)
            {
                var ratings = await RatingsAsync(ids, viewer, movie, cancellationToken);
                foreach (var rating in ratings)
                {
                    yield return new ExportedRating(viewers[rating.ViewerId], rating.MovieId, rating.HalfStars / 2.0, rating.RatedAt);
                }

                read = ratings.Count;
                if (read > 0)
                {
                    (viewer, movie) = (ratings[^1].ViewerId, ratings[^1].MovieId);
                }
            }
        }
    }

    private async Task<Dictionary<int, string>> ViewersAsync(string clientId, int after, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ExternalViewers.AsNoTracking().Where(v => v.ClientId == clientId && v.ViewerId > after).OrderBy(v => v.ViewerId).Take(ViewersPerRead)
            .ToDictionaryAsync(v => v.ViewerId, v => v.ExternalId, cancellationToken);
    }

    private async Task<List<ReadRating>> RatingsAsync(int[] viewers, int viewer, int movie, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var rows = await db.Ratings.AsNoTracking()
            .Where(r => EF.Parameter(viewers).Contains(r.ViewerId) && (r.ViewerId > viewer || (r.ViewerId == viewer && r.MovieId > movie)))
            .OrderBy(r => r.ViewerId).ThenBy(r => r.MovieId).Take(RatingsPerRead)
            .Select(r => new { r.ViewerId, r.MovieId, r.Stars, r.RatedAt }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new ReadRating(r.ViewerId, r.MovieId, r.Stars.HalfStars, r.RatedAt))];
    }

    private readonly record struct ReadRating(int ViewerId, int MovieId, int HalfStars, DateTimeOffset RatedAt);
}
