namespace FilmRec.Core.Recommending.Models;

/// <summary>How much each signal says about taste: the one table that EASE and the item neighbours are trained with and that folds a viewer in. The README of this folder says how it was chosen.</summary>
/// <remarks>ALS keeps its own (<see cref="Als.AlsOptions.ConfidenceOf"/>): it divides a weight into how sure it is and where it draws to.</remarks>
public sealed record SignalWeights
{
    /// <summary>Of half a star. Whoever chose a film shows taste even where it disappoints.</summary>
    public float Lowest { get; init; } = 0.2f;

    /// <summary>Of three and a half stars; between the two it rises evenly.</summary>
    public float Lukewarm { get; init; } = 0.7f;

    /// <summary>Of four stars.</summary>
    public float Liked { get; init; } = 1;

    /// <summary>Of five stars.</summary>
    public float Loved { get; init; } = 1.2f;

    /// <summary>Of having watched a film without giving stars.</summary>
    public float Watched { get; init; } = 0.7f;

    /// <summary>Of a film on the watchlist.</summary>
    public float OnWatchlist { get; init; } = 0.5f;

    /// <summary>Of "not interested": below 0, so that what is like the film sinks.</summary>
    public float NotInterested { get; init; } = -0.5f;

    /// <summary>The weight of each code of <see cref="Feedback"/>, [<see cref="Feedback.Codes"/>].</summary>
    public float[] Table()
    {
        const int JustBelow = Feedback.Liked - 1;
        float[] table = new float[Feedback.Codes];
        for (int halfStars = 1; halfStars <= Feedback.MostHalfStars; halfStars++)
        {
            table[halfStars] = halfStars < Feedback.Liked
                ? Between(Lowest, Lukewarm, (halfStars - 1f) / (JustBelow - 1))
                : Between(Liked, Loved, (halfStars - Feedback.Liked) / (float)(Feedback.MostHalfStars - Feedback.Liked));
        }

        table[Feedback.Watched] = Watched;
        table[Feedback.OnWatchlist] = OnWatchlist;
        table[Feedback.NotInterested] = NotInterested;
        return table;
    }

    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite, or "not interested" speaks for a film.</exception>
    public void Validate()
    {
        foreach (float weight in Table())
        {
            ArgumentOutOfRangeException.ThrowIfEqual(float.IsFinite(weight) && Math.Abs(weight) <= Most, false, nameof(weight));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(NotInterested, 0);
    }

    internal const float Most = 10;

    private static float Between(float low, float high, float share) => low + (high - low) * share;
}
