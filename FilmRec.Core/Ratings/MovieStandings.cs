using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.Ratings;

/// <summary>Reads how one viewer and one movie stand to each other, beside stars.</summary>
public sealed class MovieStandings(IDbContextFactory<FilmRecDb> databases)
{
    /// <summary>How many viewings are listed; the newest.</summary>
    public const int MostViewings = 20;

    /// <summary>One query. Of an unknown viewer or movie, nothing.</summary>
    public async Task<MovieStanding> ReadAsync(int viewerId, int movieId, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Users.AsNoTracking().Where(u => u.Id == viewerId).Select(u => new MovieStanding(
                db.Watchlist.Where(m => m.ViewerId == u.Id && m.MovieId == movieId).Select(m => (DateTimeOffset?)m.MarkedAt).FirstOrDefault(),
                db.HiddenMovies.Where(m => m.ViewerId == u.Id && m.MovieId == movieId).Select(m => (DateTimeOffset?)m.MarkedAt).FirstOrDefault(),
                db.WatchHistory.Where(w => w.ViewerId == u.Id && w.MovieId == movieId)
                    .OrderByDescending(w => w.WatchDate).ThenByDescending(w => w.HistoryId).Take(MostViewings)
                    .Select(w => new Viewing(w.HistoryId, w.WatchDate, w.Rating, w.WatchDuration)).ToList()))
            .SingleOrDefaultAsync(cancellationToken) ?? new MovieStanding(null, null, []);
    }
}

/// <summary>How a viewer and a movie stand to each other.</summary>
/// <param name="OnWatchlistSince">Null where it is not on the watchlist.</param>
/// <param name="HiddenSince">Null where the viewer may be interested.</param>
/// <param name="Viewings">Newest first; at most <see cref="MovieStandings.MostViewings"/>.</param>
public sealed record MovieStanding(DateTimeOffset? OnWatchlistSince, DateTimeOffset? HiddenSince, IReadOnlyList<Viewing> Viewings);

/// <summary>One viewing of a movie that is known already.</summary>
/// <param name="Rating">Stars given on that occasion, 0.5 … 5, or null.</param>
/// <param name="Minutes">Null where not recorded.</param>
public sealed record Viewing(long HistoryId, DateTimeOffset At, double? Rating, int? Minutes);
