using FilmRec.Core.Recommending.Models;

namespace FilmRec.Core.Recommending.Training;

/// <summary>The database's ratings and movies at the moment of reading, ready for a trainer.</summary>
/// <param name="Data">Ratings and facts over one vocabulary of movies: all movies of the catalogue, rated or not.</param>
/// <param name="NewestRating">When the newest rating was given; null without ratings.</param>
/// <param name="CleanUpToErasure">The last deletion of an account that had happened before anything was read; 0 before the first.</param>
public sealed record LoadedInteractions(TrainingData Data, DateTimeOffset? NewestRating, int CleanUpToErasure)
{
    /// <summary>Tells two states of the data apart, and tells a person what was learned from: counts and the newest rating.</summary>
    public string Fingerprint
        => FormattableString.Invariant($"{Data.Ratings.Count} ratings, {Data.Ratings.Viewers.Count} viewers, {Data.Ratings.Movies.Count} movies")
            + (NewestRating is { } newest ? FormattableString.Invariant($", newest {newest.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}") : "");
}
