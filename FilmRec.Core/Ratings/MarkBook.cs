using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>What a viewer has marked among movies that are shown together.</summary>
/// <param name="Watchlist">Ids of those that they want to watch.</param>
/// <param name="Hidden">Ids of those that do not interest them.</param>
public sealed record MarkedIds(IReadOnlySet<int> Watchlist, IReadOnlySet<int> Hidden)
{
    public static MarkedIds None { get; } = new(new HashSet<int>(), new HashSet<int>());
}

/// <summary>Reads both marks of the movies of a page at once.</summary>
public sealed class MarkBook(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>More movies than that are shown on no page.</summary>
    public const int MaximumMovies = 500;

    /// <summary>One query over the keys of both lists; none where no movie is asked for.</summary>
    /// <param name="viewerId">Whose marks.</param>
    /// <param name="movieIds">At most <see cref="MaximumMovies"/>.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<MarkedIds> ReadAsync(int viewerId, IReadOnlyCollection<int> movieIds, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(movieIds.Count, MaximumMovies);
        if (movieIds.Count == 0)
        {
            return MarkedIds.None;
        }

        int[] ids = [.. movieIds];
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var marks = await db.Watchlist.AsNoTracking().Where(m => m.ViewerId == viewerId && ids.Contains(m.MovieId)).Select(m => new { m.MovieId, IsHidden = false })
            .Concat(db.HiddenMovies.AsNoTracking().Where(m => m.ViewerId == viewerId && ids.Contains(m.MovieId)).Select(m => new { m.MovieId, IsHidden = true }))
            .OrderBy(m => m.MovieId).Take(2 * MaximumMovies).ToListAsync(cancellationToken);
        return new MarkedIds(
            marks.Where(mark => !mark.IsHidden).Select(mark => mark.MovieId).ToHashSet(),
            marks.Where(mark => mark.IsHidden).Select(mark => mark.MovieId).ToHashSet());
    }
}
