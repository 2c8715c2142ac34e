namespace FilmRec.Core.SampleData.MovieLens;

/// <summary>A line of a movies file, cut into its parts.</summary>
/// <param name="Id">As it is written there.</param>
internal readonly record struct MovieLine(string Id, string Title, IReadOnlyList<string> Genres);

/// <summary>A line of the movies file, as it is written there.</summary>
internal sealed record RawMovie(int Id, string Title, IReadOnlyList<string> Genres);

/// <param name="ImdbId">With "tt", or null.</param>
internal readonly record struct RawLink(int MovieId, string? ImdbId, int? TmdbId);

/// <param name="RatedAt">Unix seconds.</param>
internal readonly record struct RawRating(int ViewerId, int MovieId, byte HalfStars, long RatedAt);

/// <param name="TaggedAt">Unix seconds.</param>
internal readonly record struct RawTag(int ViewerId, int MovieId, string Text, long TaggedAt);
