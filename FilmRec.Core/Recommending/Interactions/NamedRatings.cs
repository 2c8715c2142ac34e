namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Ratings that were read from a file, with the names that its viewers and movies have there.</summary>
/// <param name="Ratings">viewers × movies.</param>
/// <param name="Viewers">Names of the rows.</param>
/// <param name="Movies">Names of the columns.</param>
public sealed record NamedRatings(RatingMatrix Ratings, Names Viewers, Names Movies);
