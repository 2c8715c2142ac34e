namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>How predicted stars are learnt. The README of this folder says how the defaults were chosen.</summary>
public sealed record StarFactorsOptions
{
    internal const int MaximumFactors = 128;
    internal const int MaximumAudiences = 64;
    internal const int MaximumDraws = 64;

    /// <summary>k: factors learnt of each film from its stars, 0 … 128.</summary>
    public int Factors { get; init; } = 8;

    /// <summary>Traits of each film taken from who rated it, whatever the stars, 0 … 64.</summary>
    public int Audiences { get; init; } = 8;

    /// <summary>S: draws that are kept and averaged, 1 … 64.</summary>
    public int Draws { get; init; } = 8;

    /// <summary>Sweeps before the first draw is kept, at least 0.</summary>
    public int WarmUp { get; init; } = 30;

    /// <summary>Sweeps for each draw that is kept, at least 1.</summary>
    public int SweepsPerDraw { get; init; } = 4;

    /// <summary>ν: how many ratings' worth a viewer's noise is thought to be like everybody's, above 0.</summary>
    public float NoiseFreedom { get; init; } = 20;

    /// <summary>Variance in stars² that is expected of every taste and trait before anything is seen, above 0; less means simpler tastes.</summary>
    public float PriorVariance { get; init; } = 0.02f;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        Check(Factors is >= 0 and <= MaximumFactors, Factors, nameof(Factors), "0 to 128");
        Check(Audiences is >= 0 and <= MaximumAudiences, Audiences, nameof(Audiences), "0 to 64");
        Check(Draws is >= 1 and <= MaximumDraws, Draws, nameof(Draws), "1 to 64");
        Check(WarmUp >= 0, WarmUp, nameof(WarmUp), "at least 0");
        Check(SweepsPerDraw >= 1, SweepsPerDraw, nameof(SweepsPerDraw), "at least 1");
        Check(NoiseFreedom > 0 && float.IsFinite(NoiseFreedom), NoiseFreedom, nameof(NoiseFreedom), "above 0");
        Check(PriorVariance > 0 && float.IsFinite(PriorVariance), PriorVariance, nameof(PriorVariance), "above 0");

        static void Check(bool holds, double value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {value}, but must be {range}."));
            }
        }
    }
}
