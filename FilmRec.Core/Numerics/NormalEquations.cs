using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Builds the symmetric systems of least squares. Of each [k × k] matrix the lower triangle is kept, row-major; the rest is never read.</summary>
/// <remarks>Nothing here allocates. Lengths are checked once, at the door.</remarks>
public static class NormalEquations
{
    /// <summary>G += YᵀY.</summary>
    /// <param name="y">Rows of factors, row-major, [rows × k].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="g">In and out: lower triangle, [k × k].</param>
    /// <remarks>O(rows·k²) time.</remarks>
    public static void AddGram(ReadOnlySpan<float> y, int k, Span<float> g)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(k == 0 ? 0 : y.Length % k, 0);
        for (int start = 0; start < y.Length; start += k)
        {
            AddOuter(y.Slice(start, k), 1f, g);
        }
    }

    /// <summary>G += Σₙ weightₙ · y(rowₙ)·y(rowₙ)ᵀ over the chosen rows.</summary>
    /// <param name="y">Rows of factors, row-major, [rows × k].</param>
    /// <param name="rows">Which rows of y take part, [n].</param>
    /// <param name="weights">Weight of each of them, [n].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="g">In and out: lower triangle, [k × k].</param>
    /// <remarks>O(n·k²) time.</remarks>
    public static void AddWeighted(ReadOnlySpan<float> y, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, int k, Span<float> g)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, rows.Length);
        for (int n = 0; n < rows.Length; n++)
        {
            AddOuter(y.Slice(rows[n] * k, k), weights[n], g);
        }
    }

    /// <summary>b += Σₙ weightₙ · y(rowₙ) over the chosen rows: the right-hand side.</summary>
    /// <param name="y">Rows of factors, row-major, [rows × k].</param>
    /// <param name="rows">Which rows of y take part, [n].</param>
    /// <param name="weights">Weight of each of them, [n].</param>
    /// <param name="b">In and out: [k]; its length defines k.</param>
    /// <remarks>O(n·k) time.</remarks>
    public static void AddWeighted(ReadOnlySpan<float> y, ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, Span<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, rows.Length);
        for (int n = 0; n < rows.Length; n++)
        {
            TensorPrimitives.MultiplyAdd(y.Slice(rows[n] * b.Length, b.Length), weights[n], b, b);
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

    private static void AddOuter(ReadOnlySpan<float> row, float weight, Span<float> g)
    {
        int k = row.Length;
        for (int i = 0; i < k; i++)
        {
            var lower = g.Slice(i * k, i + 1);
            TensorPrimitives.MultiplyAdd(row[..(i + 1)], weight * row[i], lower, lower);
        }
    }
}
