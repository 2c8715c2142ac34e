namespace FilmRec.Core.Recommending.Evaluation.Splits;

/// <summary>How viewers are dealt when no split is given.</summary>
public sealed record SplitOptions
{
    /// <summary>At least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Part of a viewer's positive ratings that is held out, above 0 and below 1.</summary>
    public double HeldOutShare { get; init; } = 0.2;

    /// <summary>Viewers with fewer positive ratings have nothing held out; at least 2, so that something stays known.</summary>
    public int MinimumPositives { get; init; } = 5;

    /// <summary>From how many half stars on a rating is positive, 1 … 10.</summary>
    public int PositiveHalfStars { get; init; } = 8;

    public int Seed { get; init; } = 1;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumPositives, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(PositiveHalfStars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PositiveHalfStars, 10);
        ArgumentOutOfRangeException.ThrowIfEqual(HeldOutShare is > 0 and < 1, false, nameof(HeldOutShare));
    }
}
