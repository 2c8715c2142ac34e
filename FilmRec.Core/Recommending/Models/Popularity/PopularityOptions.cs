namespace FilmRec.Core.Recommending.Models.Popularity;

/// <summary>How popularity is counted.</summary>
public sealed record PopularityOptions
{
    /// <summary>From how many half stars on a rating says "I liked it", 1 … 10.</summary>
    public int PositiveHalfStars { get; init; } = 8;

    /// <summary>Ratings of the overall mean that every movie starts with, at least 0; keeps one lucky rating from being a mean of 5.</summary>
    public double Damping { get; init; } = 10;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(PositiveHalfStars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PositiveHalfStars, 10);
        ArgumentOutOfRangeException.ThrowIfNegative(Damping);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(Damping), false, nameof(Damping));
    }
}
