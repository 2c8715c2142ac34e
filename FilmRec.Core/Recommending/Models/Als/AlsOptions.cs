namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>How ALS is trained. The README of this folder says how the defaults were chosen.</summary>
public sealed record AlsOptions
{
    internal const int MaximumFactors = 1024;

    /// <summary>Numbers kept of each viewer and movie, 1 … 1024.</summary>
    public int Factors { get; init; } = 128;

    /// <summary>How often all viewers and then all movies are solved, at least 1.</summary>
    public int Sweeps { get; init; } = 10;

    /// <summary>λ: ridge per unit of weight, above 0.</summary>
    public float Regularisation { get; init; } = 0.004f;

    /// <summary>ν: how the ridge grows with the weight of a row's ratings; 0 the same ridge for all, 1 in proportion.</summary>
    public float RidgeExponent { get; init; } = 1;

    /// <summary>α₀: weight with which every pair, rated or not, is drawn towards 0; above 0.</summary>
    public float UnobservedWeight { get; init; } = 0.4f;

    /// <summary>From how many half stars on a rating says "I liked it", 1 … 10.</summary>
    public int PositiveHalfStars { get; init; } = 8;

    /// <summary>
    /// Weight of a rating just below that, at least 0 (a positive one has 1); it falls evenly to 0 at half a star. 0 leaves all such ratings out.
    /// Whoever chose a film shows taste even where the film disappoints.
    /// </summary>
    public float LowConfidence { get; init; } = 0.4f;

    /// <summary>Where such a rating draws its pair, −1 … 1 (a positive one draws to 1).</summary>
    public float LowTarget { get; init; } = 1;

    /// <summary>Length that a movie's factors have on average at the start, above 0.</summary>
    public float InitialLength { get; init; } = 0.1f;

    /// <summary>Weight in the loss of a rating, or of another signal.</summary>
    /// <param name="code">As <see cref="Feedback.CodeOf"/> gives it.</param>
    public float ConfidenceOf(int code) => code switch
    {
        Feedback.Watched or Feedback.OnWatchlist => LowConfidence,
        Feedback.NotInterested => LowConfidence,
        _ => code >= PositiveHalfStars ? 1 : LowConfidence * Math.Max(0, code - 1) / Math.Max(1, PositiveHalfStars - 2),
    };

    /// <summary>The value to which a rating, or another signal, draws its pair.</summary>
    /// <param name="code">As <see cref="Feedback.CodeOf"/> gives it.</param>
    public float TargetOf(int code) => code switch
    {
        Feedback.NotInterested => -1,
        _ => code >= PositiveHalfStars ? 1 : LowTarget,
    };

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        Check(Factors is >= 1 and <= MaximumFactors, Factors, nameof(Factors), "1 to 1024");
        Check(Sweeps >= 1, Sweeps, nameof(Sweeps), "at least 1");
        Check(Regularisation > 0 && float.IsFinite(Regularisation), Regularisation, nameof(Regularisation), "above 0");
        Check(RidgeExponent is >= 0 and <= 2, RidgeExponent, nameof(RidgeExponent), "0 to 2");
        Check(UnobservedWeight > 0 && float.IsFinite(UnobservedWeight), UnobservedWeight, nameof(UnobservedWeight), "above 0");
        Check(PositiveHalfStars is >= 1 and <= 10, PositiveHalfStars, nameof(PositiveHalfStars), "1 to 10");
        Check(LowConfidence >= 0 && float.IsFinite(LowConfidence), LowConfidence, nameof(LowConfidence), "at least 0");
        Check(LowTarget is >= -1 and <= 1, LowTarget, nameof(LowTarget), "-1 to 1");
        Check(InitialLength > 0 && float.IsFinite(InitialLength), InitialLength, nameof(InitialLength), "above 0");

        static void Check(bool holds, double value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {value}, but must be {range}."));
            }
        }
    }
}
