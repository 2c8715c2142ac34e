namespace FilmRec.Core.SampleData;

/// <summary>A movie that nobody ever shot.</summary>
/// <param name="Genres">One to four of MovieLens' genre names, in alphabetical order.</param>
/// <param name="AddedAt">When it entered the catalogue; never before its release.</param>
public sealed record SampleMovie(
    string Title, DateTimeOffset Released, IReadOnlyList<string> Genres, int RuntimeMinutes, string Description, DateTimeOffset AddedAt)
{
    public int ReleaseYear => Released.Year;
}

/// <param name="UserName">Unique without regard to case, 3 to 40 of A–Z, a–z, 0–9, ".", "_" and "-".</param>
public sealed record SampleViewer(string UserName, DateTimeOffset JoinedAt);

/// <summary>One opinion, and the viewing that led to it where that was recorded.</summary>
/// <param name="Viewer">Place in <see cref="SampleGenerator.Viewers"/>.</param>
/// <param name="Movie">Place in <see cref="SampleGenerator.Movies"/>.</param>
/// <param name="HalfStars">1 … 10.</param>
/// <param name="RatedAt">Never before the movie's release.</param>
/// <param name="WatchedAt">When the viewing began, or null where none was recorded.</param>
/// <param name="WatchedMinutes">Minutes watched, at most the runtime; null without a viewing.</param>
public readonly record struct SampleRating(int Viewer, int Movie, byte HalfStars, DateTimeOffset RatedAt, DateTimeOffset? WatchedAt, int? WatchedMinutes);
