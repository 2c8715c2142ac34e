using FilmRec.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FilmRec.Core.SampleData;

/// <summary>How much of what is in the database was made up.</summary>
/// <param name="SampleMovies">Made-up movies.</param>
/// <param name="SampleViewers">Made-up viewers.</param>
/// <param name="SampleRatings">Ratings by made-up viewers.</param>
/// <param name="RatingsOfSampleByOthers">Ratings that real viewers gave to made-up movies: they go when the movies go.</param>
/// <param name="RealMovies">Movies that were imported or entered.</param>
public sealed record DataPresence(int SampleMovies, int SampleViewers, long SampleRatings, long RatingsOfSampleByOthers, int RealMovies)
{
    public bool HasSample => SampleMovies > 0 || SampleViewers > 0;

    internal static async Task<DataPresence> ReadAsync(FilmRecDb db, CancellationToken cancellationToken)
    {
        int movies = await db.Movies.CountAsync(m => m.Origin == Origin.Sample, cancellationToken);
        int viewers = await db.Users.CountAsync(u => u.Origin == Origin.Sample, cancellationToken);
        int real = await db.Movies.CountAsync(m => m.Origin != Origin.Sample, cancellationToken);
        long ratings = viewers == 0 ? 0 : await db.Users.Where(u => u.Origin == Origin.Sample)
            .Join(db.Ratings, u => u.Id, r => r.ViewerId, (u, r) => r).LongCountAsync(cancellationToken);
        long byOthers = movies == 0 ? 0 : await db.Users.Where(u => u.Origin != Origin.Sample)
            .Join(db.Ratings, u => u.Id, r => r.ViewerId, (u, r) => r)
            .Join(db.Movies.Where(m => m.Origin == Origin.Sample), r => r.MovieId, m => m.MovieId, (r, m) => r).LongCountAsync(cancellationToken);
        return new DataPresence(movies, viewers, ratings, byOthers, real);
    }
}
