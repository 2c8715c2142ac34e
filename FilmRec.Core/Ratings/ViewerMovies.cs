using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>Which movies a viewer has to do with, as ids alone: for filters.</summary>
public sealed class ViewerMovies(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>More than anybody sees in a life.</summary>
    public const int Most = 100_000;

    /// <summary>What the viewer has rated or watched. One query.</summary>
    public async Task<IReadOnlySet<int>> SeenAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var seen = db.Ratings.Where(r => r.ViewerId == viewerId).Select(r => r.MovieId)
            .Union(db.WatchHistory.Where(w => w.ViewerId == viewerId).Select(w => w.MovieId));
        return await seen.Order().Take(Most).ToHashSetAsync(cancellationToken);
    }

    /// <summary>What stands on the viewer's watchlist. One query.</summary>
    public async Task<IReadOnlySet<int>> WatchlistAsync(int viewerId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Watchlist.Where(m => m.ViewerId == viewerId).Select(m => m.MovieId).Order().Take(Most).ToHashSetAsync(cancellationToken);
    }
}
