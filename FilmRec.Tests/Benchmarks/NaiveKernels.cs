using System.Numerics.Tensors;

namespace FilmRec.Tests.Benchmarks;

/// <summary>What each kernel is compared with: the formula written down, a loop for each sum.</summary>
internal static class NaiveKernels
{
    public static void Gram(float[] rows, int k, float[] gram)
    {
        for (int row = 0; row < rows.Length / k; row++)
        {
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    gram[i * k + j] += rows[row * k + i] * rows[row * k + j];
                }
            }
        }
    }

    /// <summary>One row at a time with library calls: the usual way, and the best without register tiles.</summary>
    public static void GramByRow(float[] rows, int k, float[] gram)
    {
        for (int start = 0; start < rows.Length; start += k)
        {
            var row = rows.AsSpan(start, k);
            for (int i = 0; i < k; i++)
            {
                var lower = gram.AsSpan(i * k, i + 1);
                TensorPrimitives.MultiplyAdd(row[..(i + 1)], row[i], lower, lower);
            }
        }
    }

    /// <summary>Gauss and Jordan on the whole matrix, one pivot after the other.</summary>
    public static void Invert(float[] a, int n)
    {
        for (int pivot = 0; pivot < n; pivot++)
        {
            float reciprocal = 1 / a[pivot * n + pivot];
            a[pivot * n + pivot] = 1;
            for (int j = 0; j < n; j++)
            {
                a[pivot * n + j] *= reciprocal;
            }

            for (int i = 0; i < n; i++)
            {
                if (i == pivot)
                {
                    continue;
                }

                float factor = a[i * n + pivot];
                a[i * n + pivot] = 0;
                for (int j = 0; j < n; j++)
                {
                    a[i * n + j] -= factor * a[pivot * n + j];
                }
            }
        }
    }

    public static void SparseGram(int[] starts, int[] columns, float[] values, int n, float[] gram)
    {
        Array.Clear(gram);
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            for (int p = starts[row]; p < starts[row + 1]; p++)
            {
                for (int q = starts[row]; q < starts[row + 1]; q++)
                {
                    gram[columns[p] * n + columns[q]] += values[p] * values[q];
                }
            }
        }
    }

    public static void Products(float[] y, float[] x, float[] result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            float sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += y[row * x.Length + i] * x[i];
            }

            result[row] = sum;
        }
    }

    public static int[] Top(float[] scores, int[] excluded, int wanted)
        => [.. Enumerable.Range(0, scores.Length).Except(excluded).OrderByDescending(row => scores[row]).ThenBy(row => row).Take(wanted)];
}
