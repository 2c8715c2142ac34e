namespace FilmRec.Core.Ratings;

/// <summary>What was written down, after the commit.</summary>
/// <param name="ProfileVersion">The viewer's version that contains it: a recommendation answered from now on has at least this one.</param>
public sealed record RatingReceipt(int MovieId, Stars Stars, DateTimeOffset RatedAt, long ProfileVersion);

/// <summary>All ratings of one viewer at one moment.</summary>
/// <param name="ProfileVersion">The version that these ratings are.</param>
/// <param name="Ratings">Ordered by movie id.</param>
public sealed record ViewerProfile(long ProfileVersion, IReadOnlyList<ProfileRating> Ratings);

/// <param name="HalfStars">1 … 10.</param>
public readonly record struct ProfileRating(int MovieId, byte HalfStars, DateTimeOffset RatedAt);
