using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Builds the symmetric systems of least squares. Of each square matrix the lower triangle is kept, row-major; the rest is never read.</summary>
/// <remarks>Nothing here allocates. Lengths are checked once, at the door.</remarks>
public static class NormalEquations
{
    /// <summary>G += YᵀY: the system of k unknowns.</summary>
    /// <param name="y">Rows of factors, row-major, [rows × k].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="g">In and out: lower triangle, [k × k].</param>
    /// <remarks>rows·k²/2 multiply-adds.</remarks>
    public static void AddGram(ReadOnlySpan<float> y, int k, Span<float> g)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(k == 0 ? y.Length : y.Length % k, 0, nameof(y));
        for (int start = 0; start < y.Length; start += k)
        {
            var row = y.Slice(start, k);
            for (int i = 0; i < k; i++)
            {
                var lower = g.Slice(i * k, i + 1);
                TensorPrimitives.MultiplyAdd(row[..(i + 1)], row[i], lower, lower);
            }
        }
    }

    /// <summary>M = Y·Yᵀ: the system of one unknown for each row, smaller than <see cref="AddGram"/>'s where there are fewer rows than factors.</summary>
    /// <param name="y">Rows of factors, row-major, [n × k].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="n">Rows of y.</param>
    /// <param name="m">Out: lower triangle, [n × n].</param>
    /// <remarks>n²·k/2 multiply-adds.</remarks>
    public static void RowGram(ReadOnlySpan<float> y, int k, int n, Span<float> m)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, n * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(m.Length, n * n);
        for (int i = 0; i < n; i++)
        {
            var row = y.Slice(i * k, k);
            for (int j = 0; j <= i; j++)
            {
                m[i * n + j] = TensorPrimitives.Dot(row, y.Slice(j * k, k));
            }
        }
    }

    /// <summary>b += Yᵀw: the rows, each with its weight, added up.</summary>
    /// <param name="y">Rows of factors, row-major, [n × k].</param>
    /// <param name="weights">w, [n].</param>
    /// <param name="b">In and out: [k]; its length defines k.</param>
    /// <remarks>n·k multiply-adds.</remarks>
    public static void AddRows(ReadOnlySpan<float> y, ReadOnlySpan<float> weights, Span<float> b)
    {
        int k = b.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, weights.Length * k);
        for (int n = 0; n < weights.Length; n++)
        {
            TensorPrimitives.MultiplyAdd(y.Slice(n * k, k), weights[n], b, b);
        }
    }

    /// <summary>G += ridge · I.</summary>
    /// <param name="g">In and out: [k × k].</param>
    /// <param name="k">Rows of g.</param>
    /// <param name="ridge">What every element of the diagonal gains.</param>
    public static void AddRidge(Span<float> g, int k, float ridge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        for (int d = 0; d < g.Length; d += k + 1)
        {
            g[d] += ridge;
        }
    }
}
