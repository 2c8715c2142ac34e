using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace FilmRec.Core.Recommending.Features;

/// <summary>Brings each column to mean 0 and variance 1: z = (x − offset) · scale. Immutable, so that a row that comes later is treated as those that were fitted.</summary>
/// <param name="Offsets">Mean of each column, in its unit, [columns].</param>
/// <param name="Scales">One over the standard deviation of each column, [columns]; 0 where a column does not vary.</param>
public sealed record FeatureScaling(float[] Offsets, float[] Scales)
{
    // Below this a spread is rounding, not information: single precision has 24 bits.
    private const float SmallestRelativeSpread = 1e-6f;

    /// <summary>Fits ML.NET's mean-variance normaliser to the rows. Values are left as they are.</summary>
    /// <param name="values">[rows × columns], finite.</param>
    /// <param name="columns">Numbers in a row.</param>
    public static FeatureScaling Fit(ReadOnlyMemory<float> values, int columns)
    {
        if (columns == 0 || values.Length == 0)
        {
            return new FeatureScaling(new float[columns], new float[columns]);
        }

        var context = new MLContext(seed: 1);
        // fixZero would scale without taking the mean away, to keep sparse rows sparse; ours are dense.
        var estimator = context.Transforms.NormalizeMeanVariance(FeatureRows.Column, maximumExampleCount: long.MaxValue, fixZero: false);
        var normalizer = estimator.Fit(FeatureRows.View(context, values, columns));
        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)
            normalizer.GetNormalizerModelParameters(0);
        return Guarded(parameters.Offset, parameters.Scale, values.Span[..columns]);
    }

    /// <summary>Replaces a row by its standardised values.</summary>
    /// <param name="row">In and out: [columns].</param>
    public void Apply(Span<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, Offsets.Length);
        for (int column = 0; column < row.Length; column++)
        {
            row[column] = (row[column] - Offsets[column]) * Scales[column];
        }
    }

    /// <summary>The same for every row of a table, [rows × columns].</summary>
    public void ApplyToRows(Span<float> rows)
    {
        for (int start = 0; start < rows.Length; start += Offsets.Length)
        {
            Apply(rows.Slice(start, Offsets.Length));
        }
    }

    /// <summary>The value in the column's own unit that lies so many standard deviations from its mean.</summary>
    public float Undo(int column, float standardized) => Offsets[column] + (Scales[column] == 0 ? 0 : standardized / Scales[column]);

    // A column that does not vary may come back with a scale that blows rounding up to whole deviations, or with none at all.
    private static FeatureScaling Guarded(IReadOnlyList<float> offset, IReadOnlyList<float> scale, ReadOnlySpan<float> firstRow)
    {
        float[] offsets = new float[firstRow.Length];
        float[] scales = new float[firstRow.Length];
        for (int column = 0; column < firstRow.Length; column++)
        {
            // ML.NET leaves the offsets out when all of them are zero.
            float mean = offset.Count == firstRow.Length ? offset[column] : 0;
            float spread = 1 / scale[column];
            bool varies = scale[column] > 0 && float.IsFinite(spread) && spread > SmallestRelativeSpread * Math.Max(1, Math.Abs(mean));
            (offsets[column], scales[column]) = varies ? (mean, scale[column]) : (firstRow[column], 0);
        }

        return new FeatureScaling(offsets, scales);
    }
}
