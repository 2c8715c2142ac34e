using System.Numerics.Tensors;

namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>How rows are spread over all viewers, or all films: N(mean, precision⁻¹).</summary>
internal sealed class TastePrior
{
    // The mean is thought to be 0 with the strength of one row.
    private const double MeanStrength = 1;

    /// <param name="mean">[size].</param>
    /// <param name="precision">Λ, whole and symmetric, row-major, [size × size].</param>
    public TastePrior(float[] mean, float[] precision)
    {
        (Mean, Precision) = (mean, precision);
        Pull = new float[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            Pull[i] = TensorPrimitives.Dot<float>(precision.AsSpan(i * mean.Length, mean.Length), mean);
        }
    }

    public int Size => Mean.Length;
    public float[] Mean { get; }
    public float[] Precision { get; }

    /// <summary>Λ·mean, [size].</summary>
    public float[] Pull { get; }

    /// <summary>Mean 0, the same precision for all and nothing that ties them together.</summary>
    public static TastePrior Independent(int size, float precision)
    {
        float[] diagonal = new float[size * size];
        for (int i = 0; i < size; i++)
        {
            diagonal[i * size + i] = precision;
        }

        return new TastePrior(new float[size], diagonal);
    }

    /// <summary>Draws mean and precision given the rows, from the normal–Wishart distribution: Salakhutdinov and Mnih, ICML 2008, equations 13 and 14.</summary>
    /// <param name="rows">Row-major, [rows × size].</param>
    /// <param name="size">Numbers in a row, at least 1.</param>
    /// <param name="variance">What is expected before rows are seen.</param>
    /// <param name="chance">Where numbers are drawn from.</param>
    /// <remarks>rows·size²/2 multiply-adds, in double precision and always in the same order.</remarks>
    public static TastePrior Draw(ReadOnlySpan<float> rows, int size, double variance, ref SeededNormals chance)
    {
        int count = rows.Length / size;
        double[] mean = new double[size];
        double[] scatter = Scatter(rows, mean, variance);
        Invert(scatter, size);
        double[] precision = Wishart(scatter, size, size + 1 + count, ref chance);

        double[] root = [.. precision];
        Factor(root, size);
        double[] noise = new double[size];
        for (int i = 0; i < size; i++)
        {
            noise[i] = chance.Normal() / Math.Sqrt(MeanStrength + count);
        }

        SolveTransposed(root, noise);
        return new TastePrior(
            [.. noise.Select((value, i) => (float)(value + count * mean[i] / (MeanStrength + count)))], [.. precision.Select(value => (float)value)]);
    }

    /// <summary>Lower triangle of the inverse scale, and the mean of the rows.</summary>
    private static double[] Scatter(ReadOnlySpan<float> rows, double[] mean, double variance)
    {
        int size = mean.Length;
        int count = rows.Length / size;
        for (int n = 0; n < rows.Length; n++)
        {
            mean[n % size] += rows[n];
        }

        for (int i = 0; i < size && count > 0; i++)
        {
            mean[i] /= count;
        }

        double[] scatter = new double[size * size];
        double[] distance = new double[size];
        for (int start = 0; start < rows.Length; start += size)
        {
            for (int i = 0; i < size; i++)
            {
                distance[i] = rows[start + i] - mean[i];
            }

            for (int i = 0; i < size; i++)
            {
                var lower = scatter.AsSpan(i * size, i + 1);
                TensorPrimitives.MultiplyAdd<double>(distance.AsSpan(0, i + 1), distance[i], lower, lower);
            }
        }

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                scatter[i * size + j] += MeanStrength * count / (MeanStrength + count) * mean[i] * mean[j] + (i == j ? variance * size : 0);
            }
        }

        return scatter;
    }

    /// <summary>Bartlett's decomposition: L·A·Aᵀ·Lᵀ with L·Lᵀ the scale.</summary>
    private static double[] Wishart(double[] scale, int size, double freedom, ref SeededNormals chance)
    {
        Factor(scale, size);
        double[] product = new double[size * size];
        double[] column = new double[size];
        for (int j = 0; j < size; j++)
        {
            Array.Clear(column);
            column[j] = Math.Sqrt(2 * chance.Gamma((freedom - j) / 2));
            for (int i = j + 1; i < size; i++)
            {
                column[i] = chance.Normal();
            }

            for (int i = j; i < size; i++)
            {
                product[i * size + j] = TensorPrimitives.Dot<double>(scale.AsSpan(i * size + j, i - j + 1), column.AsSpan(j, i - j + 1));
            }
        }

        double[] drawn = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = TensorPrimitives.Dot<double>(product.AsSpan(i * size, j + 1), product.AsSpan(j * size, j + 1));
                (drawn[i * size + j], drawn[j * size + i]) = (value, value);
            }
        }

        return drawn;
    }

    /// <summary>Lower triangle in, L of L·Lᵀ in the lower triangle out.</summary>
    private static void Factor(double[] a, int size)
    {
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = a[i * size + j] - TensorPrimitives.Dot<double>(a.AsSpan(i * size, j), a.AsSpan(j * size, j));
                a[i * size + j] = j < i ? rest / a[j * size + j]
                    : rest > 0 ? Math.Sqrt(rest) : throw new ArithmeticException("Predicted stars could not be learnt: numbers overflowed. Raise the prior variance.");
            }
        }
    }

    /// <summary>Lower triangle in, lower triangle of the inverse out.</summary>
    private static void Invert(double[] a, int size)
    {
        Factor(a, size);
        double[] inverse = new double[size * size]; // of L, by rows
        for (int i = 0; i < size; i++)
        {
            var row = inverse.AsSpan(i * size, size);
            for (int j = 0; j < i; j++)
            {
                TensorPrimitives.MultiplyAdd<double>(inverse.AsSpan(j * size, j + 1), -a[i * size + j], row[..(j + 1)], row[..(j + 1)]);
            }

            row[i] = 1;
            TensorPrimitives.Divide<double>(row[..(i + 1)], a[i * size + i], row[..(i + 1)]);
        }

        Array.Clear(a);
        for (int n = 0; n < size; n++)
        {
            for (int i = 0; i <= n; i++)
            {
                var lower = a.AsSpan(i * size, i + 1);
                TensorPrimitives.MultiplyAdd<double>(inverse.AsSpan(n * size, i + 1), inverse[n * size + i], lower, lower);
            }
        }
    }

    private static void SolveTransposed(double[] l, double[] b)
    {
        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= l[i * b.Length + i];
            TensorPrimitives.MultiplyAdd<double>(l.AsSpan(i * b.Length, i), -b[i], b.AsSpan(0, i), b.AsSpan(0, i));
        }
    }
}
