using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>A mean over viewers and how far it may be off.</summary>
/// <param name="Mean">Over all viewers.</param>
/// <param name="HalfWidth">Half the width of the normal 95 % interval; 0 for fewer than two viewers.</param>
public readonly record struct Estimate(double Mean, double HalfWidth)
{
    // The normal distribution keeps 95 % of itself within so many deviations.
    internal const double Deviations = 1.959964;

    /// <param name="values">One a viewer, at least one.</param>
    public static Estimate Of(ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Length);
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return values.Length < 2
            ? new Estimate(mean, 0)
            : new Estimate(mean, Deviations * Math.Sqrt(squares / (values.Length - 1) / values.Length));
    }

    /// <summary>How much better one model is than another, viewer by viewer: far sharper than comparing two intervals.</summary>
    /// <param name="values">One model's, one a viewer.</param>
    /// <param name="others">The other's, of the same viewers in the same order.</param>
    public static Estimate OfDifference(ReadOnlySpan<double> values, ReadOnlySpan<double> others)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(others.Length, values.Length);
        double[] differences = new double[values.Length];
        TensorPrimitives.Subtract(values, others, differences);
        return Of(differences);
    }
}
