using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Factors and solves symmetric positive definite systems, G = L·Lᵀ. Matrices are row-major, lower triangle, [k × k].</summary>
/// <remarks>Golub and Van Loan, Matrix Computations, section 4.2, by rows, so that every inner product runs over memory in order. Nothing here allocates.</remarks>
public static class Cholesky
{
    /// <summary>Replaces the lower triangle of G by L. The upper triangle is neither read nor written.</summary>
    /// <param name="g">In: lower triangle of G; out: L, [k × k].</param>
    /// <param name="k">Rows of g.</param>
    /// <returns>False when G is not positive definite, or not finite; g is then of no use.</returns>
    /// <remarks>k³/6 multiply-adds.</remarks>
    public static bool Factor(Span<float> g, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        for (int i = 0; i < k; i++)
        {
            var row = g.Slice(i * k, i + 1);
            for (int j = 0; j < i; j++)
            {
                var above = g.Slice(j * k, j + 1);
                row[j] = (row[j] - TensorPrimitives.Dot(row[..j], above[..j])) / above[j];
            }

            float pivot = row[i] - TensorPrimitives.Dot(row[..i], row[..i]);
            if (!(pivot > 0) || !float.IsFinite(pivot))
            {
                return false;
            }

            row[i] = MathF.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place.</summary>
    /// <param name="l">What <see cref="Factor"/> left, [k × k].</param>
    /// <param name="b">In: b; out: x, [k]; its length defines k.</param>
    /// <remarks>k² multiply-adds.</remarks>
    public static void Solve(ReadOnlySpan<float> l, Span<float> b)
    {
        int k = b.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(l.Length, k * k);
        for (int i = 0; i < k; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot(l.Slice(i * k, i), b[..i])) / l[i * k + i];
        }

        for (int i = k - 1; i >= 0; i--)
        {
            float x = b[i] / l[i * k + i];
            b[i] = x;
            TensorPrimitives.MultiplyAdd(l.Slice(i * k, i), -x, b[..i], b[..i]);
        }
    }
}
