using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>A mean over viewers, or another figure of them, and how far it may be off.</summary>
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

    /// <summary>A figure that is no mean: its error is how much it varies over viewers drawn with replacement.</summary>
    /// <param name="value">Of all viewers.</param>
    /// <param name="resampled">Of the draws.</param>
    /// <remarks>
    /// Normal interval with the bootstrap's standard error (Efron and Tibshirani, 1993, chapter 13). The interval of percentiles would lie beside the value:
    /// a draw with replacement holds fewer different viewers, so it covers less of a catalogue.
    /// </remarks>
    public static Estimate OfResampled(double value, ReadOnlySpan<double> resampled)
        => new(value, resampled.Length < 2 ? 0 : Of(resampled).HalfWidth * Math.Sqrt(resampled.Length));

    /// <summary>The difference of two such figures, draw by draw.</summary>
    public static Estimate OfDifference(double value, ReadOnlySpan<double> resampled, ReadOnlySpan<double> others)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(others.Length, resampled.Length);
        double[] differences = new double[resampled.Length];
        TensorPrimitives.Subtract(resampled, others, differences);
        return OfResampled(value, differences);
    }
}
