namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>How films are compared by what they are. The README of the models says how the defaults were chosen.</summary>
public sealed record ContentOptions
{
    internal const int MaximumFactors = 512;

    /// <summary>Numbers kept of each movie, 1 … 512; fewer where there are fewer terms or movies.</summary>
    public int Factors { get; init; } = 64;

    /// <summary>Weight of the genres beside the other groups, at least 0.</summary>
    public float GenreWeight { get; init; } = 1;

    /// <summary>Weight of the decade, at least 0.</summary>
    public float DecadeWeight { get; init; } = 1;

    /// <summary>Weight of the viewers' tags, at least 0.</summary>
    public float TagWeight { get; init; } = 1;

    /// <summary>Weight of the words of the description, at least 0.</summary>
    public float WordWeight { get; init; } = 0.7f;

    /// <summary>Movies that a tag or word must stand with to count, at least 1.</summary>
    public int LeastMovies { get; init; } = 2;

    /// <summary>Tags and words at most, the commonest first, at least 1.</summary>
    public int MostTerms { get; init; } = 20_000;

    /// <summary>Half stars that say neither yes nor no, 1 … 10: what lies above draws towards what is like it, what lies below pushes away.</summary>
    public float NeutralHalfStars { get; init; } = 4;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Factors, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Factors, MaximumFactors);
        ThrowIfNotWeight(GenreWeight, nameof(GenreWeight));
        ThrowIfNotWeight(DecadeWeight, nameof(DecadeWeight));
        ThrowIfNotWeight(TagWeight, nameof(TagWeight));
        ThrowIfNotWeight(WordWeight, nameof(WordWeight));
        ArgumentOutOfRangeException.ThrowIfLessThan(LeastMovies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostTerms, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(NeutralHalfStars is >= 1 and <= 10, false, nameof(NeutralHalfStars));

        static void ThrowIfNotWeight(float value, string name)
            => ArgumentOutOfRangeException.ThrowIfEqual(value >= 0 && float.IsFinite(value), false, name);
    }
}
