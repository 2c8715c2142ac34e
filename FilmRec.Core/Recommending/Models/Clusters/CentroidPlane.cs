using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Lays the centres of clusters out in two dimensions, for pictures.</summary>
internal static class CentroidPlane
{
    private const int Iterations = 200;
    private const double SmallestVariance = 1e-4;

    /// <summary>The first two principal coordinates of the centres.</summary>
    /// <param name="centroids">[k × d].</param>
    /// <returns>By cluster; zeros where there is no second dimension, or no first.</returns>
    /// <remarks>
    /// Principal coordinates are eigenvectors of the k × k matrix of inner products of the centred points, times the root of the eigenvalue
    /// (Gower, Biometrika 53, 1966, §2); found by power iteration. O(k² · (d + iterations)). The largest coordinate of each axis is positive,
    /// so the picture does not flip between runs.
    /// </remarks>
    public static (float X, float Y)[] Positions(Centroids centroids)
    {
        int k = centroids.Count;
        double[] products = CentredProducts(centroids);
        double[] x = Axis(products, k);
        double[] y = Axis(products, k);
        var positions = new (float, float)[k];
        for (int cluster = 0; cluster < k; cluster++)
        {
            positions[cluster] = ((float)x[cluster], (float)y[cluster]);
        }

        return positions;
    }

    private static double[] CentredProducts(Centroids centroids)
    {
        int k = centroids.Count;
        float[] mean = new float[centroids.Columns];
        for (int cluster = 0; cluster < k; cluster++)
        {
            TensorPrimitives.MultiplyAdd(centroids.Of(cluster), 1f / k, mean, mean);
        }

        float[] centred = new float[k * centroids.Columns];
        for (int cluster = 0; cluster < k; cluster++)
        {
            TensorPrimitives.Subtract(centroids.Of(cluster), mean, centred.AsSpan(cluster * centroids.Columns));
        }

        double[] products = new double[k * k];
        for (int cell = 0; cell < products.Length; cell++)
        {
            products[cell] = TensorPrimitives.Dot<float>(
                centred.AsSpan(cell / k * centroids.Columns, centroids.Columns), centred.AsSpan(cell % k * centroids.Columns, centroids.Columns));
        }

        return products;
    }

    // The strongest axis of the matrix, which is then taken out of it.
    private static double[] Axis(double[] products, int k)
    {
        double[] axis = new double[k];
        double[] next = new double[k];
        for (int cluster = 0; cluster < k; cluster++)
        {
            // Not constant: the centred matrix has no part along a constant vector.
            axis[cluster] = 1 + cluster % 7 + cluster * 0.01;
        }

        double eigenvalue = 0;
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int row = 0; row < k; row++)
            {
                next[row] = TensorPrimitives.Dot<double>(products.AsSpan(row * k, k), axis);
            }

            eigenvalue = TensorPrimitives.Norm<double>(next);
            if (eigenvalue < SmallestVariance)
            {
                return new double[k];
            }

            TensorPrimitives.Divide(next, eigenvalue, axis);
        }

        for (int cell = 0; cell < products.Length; cell++)
        {
            products[cell] -= eigenvalue * axis[cell / k] * axis[cell % k];
        }

        double sign = axis[TensorPrimitives.IndexOfMaxMagnitude<double>(axis)] < 0 ? -1 : 1;
        TensorPrimitives.Multiply(axis, sign * Math.Sqrt(eigenvalue), axis);
        return axis;
    }
}
