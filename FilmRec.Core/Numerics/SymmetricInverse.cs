using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Core.Numerics;

/// <summary>The inverse of a symmetric positive definite matrix.</summary>
/// <remarks>
/// The sweep operator (Goodnight, The American Statistician 33, 1979), a block of pivots at a time: with D = A(K,K), V = A(R,K) and W = V·D⁻¹,
/// A(R,R) −= W·Vᵀ, A(R,K) = W, A(K,K) = −D⁻¹ leaves −A⁻¹ when every block was K once. For a positive definite A the part that is swept only grows, term by positive term,
/// and the part that is not is what Cholesky's method would have, so no pivot has to be looked for.
/// n³ operations, nearly all of them in the one update of the lower triangle, which <see cref="Tile"/> does near the machine's limit.
/// </remarks>
public static class SymmetricInverse
{
    /// <summary>Replaces A by its inverse.</summary>
    /// <param name="a">In: A, of which the lower triangle is read; out: the whole of A⁻¹; row-major, [n × n].</param>
    /// <param name="n">Rows of A.</param>
    /// <param name="threads">Threads at most; the result does not depend on them.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="ArithmeticException">A is not positive definite, or not finite; a is then of no use.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; a is of no use.</exception>
    /// <remarks>Needs 2 kB for each row of A beside it.</remarks>
    public static unsafe void Invert(float[] a, int n, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Length, (long)n * n, nameof(a));
        bool positive;
        fixed (float* first = a)
        {
            positive = new BlockSweep(n, BlockSweep.PivotsOf(n), threads).Run(first, n, cancellationToken);
        }

        if (!positive)
        {
            throw new ArithmeticException("The matrix has no inverse that could be trusted: it is not positive definite. Raise the regularisation.");
        }

        LowerTriangle.Mirror(a, n, -1, threads, cancellationToken);
    }
}
