namespace FilmRec.Core.Ratings;

/// <summary>A rating that somebody has given who may have no account yet.</summary>
public readonly record struct GivenRating(int MovieId, Stars Stars);
