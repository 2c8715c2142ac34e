namespace FilmRec.Core.Numerics;

/// <summary>Builds the symmetric systems of least squares. Of each square matrix the lower triangle is kept, row-major; the rest is never read.</summary>
/// <remarks>Nothing here allocates. Lengths are checked once, at the door.</remarks>
public static class NormalEquations
{
    /// <summary>G += YᵀY: the system of k unknowns.</summary>
    /// <param name="y">Rows of factors, row-major, [rows × k].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="g">In and out: lower triangle, [k × k].</param>
    /// <remarks>As <see cref="SymmetricRankK.Add"/>, which does it.</remarks>
    public static void AddGram(ReadOnlySpan<float> y, int k, Span<float> g) => SymmetricRankK.Add(y, k, g);

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
