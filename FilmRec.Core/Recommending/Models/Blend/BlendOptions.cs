namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>How the weights of the parts are learned. The README of the folder above says how the defaults were chosen.</summary>
public sealed record BlendOptions
{
    internal const int MostFolds = 20;
    internal const int FewestCandidates = 100;

    /// <summary>In how many folds viewers are once new to the parts, 2 … 20; 0 takes the weights to start from as they are.</summary>
    public int Folds { get; init; } = 2;

    /// <summary>Viewers to learn from at most, at least 1; where there are twice as many, one hold-out of that size takes the place of the folds.</summary>
    public int MostViewers { get; init; } = 3000;

    /// <summary>Part of what a viewer liked that is hidden from the parts, above 0 and below 1.</summary>
    public float HiddenShare { get; init; } = 0.2f;

    /// <summary>How many films of each part's list are looked at, at least 100.</summary>
    public int Candidates { get; init; } = 200;

    /// <summary>How much NDCG@100 must gain for the square of a step away from the weights to start from, at least 0.</summary>
    public float Caution { get; init; } = 0.02f;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfEqual(Folds is 0 or (>= 2 and <= MostFolds), false, nameof(Folds));
        ArgumentOutOfRangeException.ThrowIfLessThan(MostViewers, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(HiddenShare is > 0 and < 1, false, nameof(HiddenShare));
        ArgumentOutOfRangeException.ThrowIfLessThan(Candidates, FewestCandidates);
        ArgumentOutOfRangeException.ThrowIfEqual(Caution >= 0 && float.IsFinite(Caution), false, nameof(Caution));
    }
}
