namespace FilmRec.Core.Recommending.Models.Trends;

/// <summary>How popularity rises and falls with time. The README of the models says how the defaults were chosen.</summary>
public sealed record TrendsOptions
{
    /// <summary>Moments of which popularity is kept, 1 … 256; they divide the time of all ratings evenly.</summary>
    public int Moments { get; init; } = 64;

    /// <summary>Days after which, and before which, a rating counts half, above 0.</summary>
    public double HalfLifeDays { get; init; } = 365;

    /// <summary>What a rating of any time counts beside one of the moment itself, 0 … 1.</summary>
    public double LastingShare { get; init; } = 0.02;

    /// <summary>From how many half stars on a rating says "I liked it", 1 … 10.</summary>
    public int PositiveHalfStars { get; init; } = 8;

    /// <summary>What a rating below that counts beside 1, 0 … 1: it was chosen, after all.</summary>
    public double ChosenWeight { get; init; } = 0.2;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Moments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Moments, TrendsModel.MaximumMoments);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HalfLifeDays);
        ArgumentOutOfRangeException.ThrowIfEqual(double.IsFinite(HalfLifeDays), false, nameof(HalfLifeDays));
        ArgumentOutOfRangeException.ThrowIfLessThan(PositiveHalfStars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PositiveHalfStars, 10);
        ThrowIfNotShare(LastingShare, nameof(LastingShare));
        ThrowIfNotShare(ChosenWeight, nameof(ChosenWeight));

        static void ThrowIfNotShare(double value, string name)
            => ArgumentOutOfRangeException.ThrowIfEqual(value is >= 0 and <= 1, false, name);
    }
}
