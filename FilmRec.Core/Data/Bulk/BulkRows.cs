namespace FilmRec.Core.Data.Bulk;

/// <summary>A movie with its genres, known by where it came from: writing the same key again replaces what is said of it.</summary>
/// <param name="OriginKey">The id used there; unique within the origin.</param>
/// <param name="Genres">Distinct names; genres that are new get a row.</param>
public sealed record MovieRow(
    Origin Origin, string OriginKey, string Title, string NormalizedTitle, IReadOnlyList<string> Genres, int? ReleaseYear, DateTimeOffset CreatedAt)
{
    public int? RuntimeMinutes { get; init; }
    public string? Description { get; init; }
    public string? ImdbId { get; init; }
    public int? TmdbId { get; init; }
}

/// <summary>A viewer who cannot log in, known by where they came from.</summary>
/// <param name="UserName">Valid, and taken by nobody.</param>
public sealed record ViewerRow(Origin Origin, string OriginKey, string UserName, DateTimeOffset CreatedAt);

/// <param name="HalfStars">1 … 10.</param>
public readonly record struct RatingRow(int ViewerId, int MovieId, byte HalfStars, DateTimeOffset RatedAt);

/// <param name="HalfStars">Stars given on that occasion, 1 … 10, or null.</param>
/// <param name="Minutes">Minutes watched, or null.</param>
public readonly record struct WatchRow(int ViewerId, int MovieId, DateTimeOffset WatchedAt, byte? HalfStars, int? Minutes);

public readonly record struct TagRow(int ViewerId, int MovieId, string Text, DateTimeOffset TaggedAt);
