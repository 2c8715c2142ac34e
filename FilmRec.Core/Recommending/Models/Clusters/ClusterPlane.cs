using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Two directions in the space of viewers, in which a picture shows them. Immutable.</summary>
/// <remarks>
/// The first directions are those in which the centres differ most (their principal axes); where there are fewer than three centres and so fewer than two such directions, the rest are
/// those in which a sample of viewers differs most (Pearson, "On lines and planes of closest fit", Phil. Mag. 2, 1901).
/// </remarks>
internal sealed class ClusterPlane
{
    private const int Iterations = 60;
    private const float Smallest = 1e-6f;

    private readonly float[] _mean;
    private readonly float[] _x;
    private readonly float[] _y;

    private ClusterPlane(float[] mean, float[] x, float[] y) => (_mean, _x, _y) = (mean, x, y);

    /// <param name="centroids">[k × d].</param>
    /// <param name="sample">Points of viewers, [n × d], may be empty.</param>
    public static ClusterPlane Of(Centroids centroids, ReadOnlySpan<float> sample)
    {
        int columns = centroids.Columns;
        float[] mean = MeanOf(centroids.Values, columns);
        float[] centres = Centred(centroids.Values, columns, mean);
        float[] viewers = Centred(sample, columns, MeanOf(sample, columns));
        float[] x = Axis(centres, columns, []) ?? Axis(viewers, columns, []) ?? new float[columns];
        float[] y = Axis(centres, columns, x) ?? Axis(viewers, columns, x) ?? new float[columns];
        return new ClusterPlane(mean, x, y);
    }

    /// <summary>Where a point lies in the plane.</summary>
    /// <param name="point">[d].</param>
    public (float X, float Y) Place(ReadOnlySpan<float> point)
        => (TensorPrimitives.Dot(point, _x) - TensorPrimitives.Dot<float>(_mean, _x), TensorPrimitives.Dot(point, _y) - TensorPrimitives.Dot<float>(_mean, _y));

    /// <summary>The direction of most variance at right angles to another, of length 1; null where there is hardly any variance.</summary>
    private static float[]? Axis(float[] points, int columns, ReadOnlySpan<float> other)
    {
        float[] axis = new float[columns];
        float[] next = new float[columns];
        for (int column = 0; column < columns; column++)
        {
            axis[column] = 1 + column % 7 + column * 0.01f; // no direction is special
        }

        float variance = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            Array.Clear(next);
            for (int start = 0; start < points.Length; start += columns)
            {
                var point = points.AsSpan(start, columns);
                TensorPrimitives.MultiplyAdd(point, TensorPrimitives.Dot<float>(point, axis), next, next);
            }

            if (!other.IsEmpty)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot(other, next), next, next);
            }

            variance = TensorPrimitives.Norm<float>(next);
            if (variance < Smallest)
            {
                return null;
            }

            TensorPrimitives.Divide(next, variance, axis);
        }

        if (axis[TensorPrimitives.IndexOfMaxMagnitude<float>(axis)] < 0)
        {
            TensorPrimitives.Negate(axis, axis); // the picture does not flip between runs
        }

        return axis;
    }

    private static float[] MeanOf(ReadOnlySpan<float> points, int columns)
    {
        float[] mean = new float[columns];
        float share = (float)columns / Math.Max(1, points.Length);
        for (int start = 0; start < points.Length; start += columns)
        {
            TensorPrimitives.MultiplyAdd(points.Slice(start, columns), share, mean, mean);
        }

        return mean;
    }

    private static float[] Centred(ReadOnlySpan<float> points, int columns, float[] mean)
    {
        float[] centred = new float[points.Length];
        for (int start = 0; start < points.Length; start += columns)
        {
            TensorPrimitives.Subtract(points.Slice(start, columns), mean, centred.AsSpan(start, columns));
        }

        return centred;
    }
}
