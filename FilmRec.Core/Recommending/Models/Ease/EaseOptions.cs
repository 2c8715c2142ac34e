namespace FilmRec.Core.Recommending.Models.Ease;

/// <summary>How EASE is trained. The README of the folder above says how the defaults were chosen.</summary>
public sealed record EaseOptions
{
    /// <summary>More films than this would need more memory than is reasonable: 4 bytes for each pair.</summary>
    internal const int MostDenseMovies = 20_000;

    /// <summary>λ: ridge, above 0.</summary>
    public float Regularisation { get; init; } = 80;

    /// <summary>p: part of the known films that are left out at random in training, 0 to below 1; worked out, not drawn.</summary>
    public float Dropout { get; init; } = 0.5f;

    /// <summary>Weight of a viewer as a whole, at least 0.</summary>
    public float WholeWeight { get; init; } = 0.5f;

    /// <summary>Minutes of pause after which a sitting is over; 0 for no sittings.</summary>
    public float SittingPause { get; init; } = 12;

    /// <summary>Weight of a sitting, at least 0.</summary>
    public float SittingWeight { get; init; } = 1;

    /// <summary>Minutes of pause that already divide a sitting into moments; 0 for no moments.</summary>
    public float MomentPause { get; init; } = 0.6f;

    /// <summary>Weight of a moment, at least 0.</summary>
    public float MomentWeight { get; init; } = 1;

    /// <summary>How many of a film's weights are kept, the weightiest; 0 for all.</summary>
    public int WeightsPerMovie { get; init; } = 500;

    /// <summary>Ratings that a movie needs to take part, at least 1: what fewer viewers know is hardly found, and costs as much as the rest.</summary>
    public int FewestRatings { get; init; } = 3;

    /// <summary>Movies that take part at most, the most rated; 1 to 20,000.</summary>
    public int DenseMovies { get; init; } = MostDenseMovies;

    /// <summary>What each signal says.</summary>
    public SignalWeights Signals { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        Signals.Validate();
        Check(Regularisation > 0 && float.IsFinite(Regularisation), Regularisation, nameof(Regularisation), "above 0");
        Check(Dropout is >= 0 and <= 0.99f, Dropout, nameof(Dropout), "0 to 0.99");
        Check(IsWeight(WholeWeight), WholeWeight, nameof(WholeWeight), "at least 0");
        Check(IsWeight(SittingWeight), SittingWeight, nameof(SittingWeight), "at least 0");
        Check(IsWeight(MomentWeight), MomentWeight, nameof(MomentWeight), "at least 0");
        Check(IsWeight(SittingPause), SittingPause, nameof(SittingPause), "at least 0");
        Check(IsWeight(MomentPause), MomentPause, nameof(MomentPause), "at least 0");
        Check(WholeWeight + SittingWeight + MomentWeight > 0, WholeWeight, nameof(WholeWeight), "above 0 where sittings and moments count nothing");
        Check(WeightsPerMovie >= 0, WeightsPerMovie, nameof(WeightsPerMovie), "at least 0");
        Check(FewestRatings >= 1, FewestRatings, nameof(FewestRatings), "at least 1");
        Check(DenseMovies is >= 1 and <= MostDenseMovies, DenseMovies, nameof(DenseMovies), "1 to 20000");

        static bool IsWeight(float value) => value >= 0 && float.IsFinite(value);

        static void Check(bool holds, double value, string name, string range)
        {
            if (!holds)
            {
                throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {value}, but must be {range}."));
            }
        }
    }
}
