namespace FilmRec.Core.Recommending.Models.Neighbours;

/// <summary>How item neighbours are found. The README of the models says how the defaults were chosen.</summary>
public sealed record NeighboursOptions
{
    /// <summary>Neighbours kept of each movie, at least 1.</summary>
    public int Neighbours { get; init; } = 100;

    /// <summary>Viewers in common at which a similarity counts half, at least 0; more trusts few viewers less.</summary>
    public float Shrinkage { get; init; } = 4;

    /// <summary>How much less a viewer counts who has rated much: by ratings to the power of minus this, 0 … 1.</summary>
    public double ActivityExponent { get; init; } = 0.5;

    /// <summary>What a rating just below four stars counts beside 1, 0 … 1; it falls evenly to half of that at half a star.</summary>
    public float LowWeight { get; init; } = 0.3f;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(Shrinkage >= 0 && float.IsFinite(Shrinkage), false, nameof(Shrinkage));
        ArgumentOutOfRangeException.ThrowIfEqual(ActivityExponent is >= 0 and <= 1, false, nameof(ActivityExponent));
        ArgumentOutOfRangeException.ThrowIfEqual(LowWeight is >= 0 and <= 1, false, nameof(LowWeight));
    }

    /// <summary>What each code of <see cref="Feedback"/> counts, [<see cref="Feedback.Codes"/>].</summary>
    public float[] Weights()
    {
        float[] weights = new float[Feedback.Codes];
        for (int halfStars = 1; halfStars <= 10; halfStars++)
        {
            weights[halfStars] = halfStars >= 8 ? 1 : LowWeight * (1 + (halfStars - 1) / 6f) / 2;
        }

        (weights[Feedback.Watched], weights[Feedback.OnWatchlist], weights[Feedback.NotInterested]) = (LowWeight, LowWeight, -LowWeight);
        return weights;
    }
}
