namespace FilmRec.Core.Recommending.Interactions;

/// <summary>What the catalogue knows of each movie of a vocabulary, in plain arrays. Immutable.</summary>
/// <param name="GenreNames">At most 64 genres; bit g of <paramref name="Genres"/> stands for name g.</param>
/// <param name="Genres">Genre bits by movie row, [movies].</param>
/// <param name="Years">Release year by movie row, [movies]; 0 where it is not known.</param>
public sealed record MovieFacts(IReadOnlyList<string> GenreNames, ulong[] Genres, short[] Years)
{
    /// <summary>Most genres that fit into one word of bits.</summary>
    public const int MaximumGenres = 64;

    /// <summary>Facts of a catalogue of which nothing but the ratings is known.</summary>
    /// <param name="movies">How many movies.</param>
    public static MovieFacts Unknown(int movies) => new([], new ulong[movies], new short[movies]);
}
