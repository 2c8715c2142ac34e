namespace FilmRec.Core.Recommending.Models.Blend;

/// <summary>Weights of the parts for viewers of whom few, some and many ratings are known; in between they pass over evenly in the logarithm. Immutable.</summary>
internal sealed class BlendWeights
{
    private static readonly double[] Knots = [Math.Log(10), Math.Log(40), Math.Log(160)];

    private readonly float[] _weights;

    /// <param name="weights">Row-major, [parts × <see cref="Slices"/>].</param>
    public BlendWeights(float[] weights) => _weights = weights;

    /// <summary>Few, some, many.</summary>
    public static int Slices => Knots.Length;

    /// <summary>Row-major, [parts × <see cref="Slices"/>].</summary>
    public ReadOnlySpan<float> Values => _weights;

    /// <summary>The weight of one part for a viewer.</summary>
    /// <param name="part">Row of the part.</param>
    /// <param name="known">How many ratings and other signals are known.</param>
    public float At(int part, int known)
    {
        var (slice, share) = PlaceOf(known);
        var own = _weights.AsSpan(part * Slices, Slices);
        return own[slice] + (share == 0 ? 0 : share * (own[slice + 1] - own[slice]));
    }

    /// <summary>The slice below, and how far the viewer is on the way to the next, 0 to below 1.</summary>
    private static (int Slice, float Share) PlaceOf(int known)
    {
        double place = Math.Log(Math.Max(1, known));
        int slice = 0;
        while (slice < Knots.Length - 1 && place >= Knots[slice + 1])
        {
            slice++;
        }

        return slice == Knots.Length - 1 || place <= Knots[0] ? (slice, 0)
            : (slice, (float)((place - Knots[slice]) / (Knots[slice + 1] - Knots[slice])));
    }
}
