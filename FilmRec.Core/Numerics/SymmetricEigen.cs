using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric positive semidefinite matrix.</summary>
public static class SymmetricEigen
{
    // Convergence is quadratic: six to nine passes are usual, even for a few hundred rows.
    private const int MostPasses = 30;
    private const double Precision = 1e-13;

    /// <summary>Finds W of orthonormal rows with W·G·Wᵀ = diag(values).</summary>
    /// <param name="g">In: the whole of G, [k × k], symmetric, no negative eigenvalue; out: scratch.</param>
    /// <param name="values">Out: eigenvalues, in no particular order, [k]; its length defines k.</param>
    /// <param name="vectors">Out: W, the eigenvector of each value as a row, [k × k].</param>
    /// <param name="scratch">[k]; holds nothing of use.</param>
    /// <remarks>
    /// One-sided Jacobi: Hestenes, SIAM Journal 6 (1958). Rotates pairs of rows until all are orthogonal to each other, so everything runs over memory in order.
    /// About 4·k³ multiply-adds a pass; allocates nothing. Twelve digits of the largest value.
    /// </remarks>
    public static void Decompose(Span<double> g, Span<double> values, Span<double> vectors, Span<double> scratch)
    {
        int k = values.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(g.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scratch.Length, k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Length, k * k);
        vectors.Clear();
        for (int i = 0; i < k; i++)
        {
            vectors[i * k + i] = 1;
        }

        bool rotated = true;
        for (int pass = 0; rotated && pass < MostPasses; pass++)
        {
            rotated = Pass(g, values, vectors, scratch);
        }

        for (int i = 0; i < k; i++)
        {
            values[i] = Math.Sqrt(TensorPrimitives.SumOfSquares<double>(g.Slice(i * k, k)));
        }
    }

    /// <summary>Makes each pair of rows orthogonal once; the values serve as scratch for the squared lengths of the rows.</summary>
    private static bool Pass(Span<double> g, Span<double> values, Span<double> vectors, Span<double> scratch)
    {
        int k = values.Length;
        double largest = 0;
        for (int i = 0; i < k; i++)
        {
            values[i] = TensorPrimitives.SumOfSquares<double>(g.Slice(i * k, k));
            largest = Math.Max(largest, values[i]);
        }

        // What is left beside the diagonal of W·G·Wᵀ at (p, q) is about the inner product divided by the two lengths' sum.
        double negligible = Precision * Math.Sqrt(largest);
        bool rotated = false;
        for (int p = 0; p < k; p++)
        {
            for (int q = p + 1; q < k; q++)
            {
                var first = g.Slice(p * k, k);
                var second = g.Slice(q * k, k);
                double product = TensorPrimitives.Dot<double>(first, second);
                if (!(Math.Abs(product) > negligible * (Math.Sqrt(Math.Abs(values[p])) + Math.Sqrt(Math.Abs(values[q])))))
                {
                    continue;
                }

                double slope = (values[q] - values[p]) / (2 * product);
                double tangent = Math.CopySign(1, slope) / (Math.Abs(slope) + Math.Sqrt(1 + slope * slope));
                double cosine = 1 / Math.Sqrt(1 + tangent * tangent);
                Rotate(first, second, cosine, cosine * tangent, scratch);
                Rotate(vectors.Slice(p * k, k), vectors.Slice(q * k, k), cosine, cosine * tangent, scratch);
                values[p] -= tangent * product;
                values[q] += tangent * product;
                rotated = true;
            }
        }

        return rotated;
    }

    private static void Rotate(Span<double> first, Span<double> second, double cosine, double sine, Span<double> scratch)
    {
        TensorPrimitives.Multiply(first, cosine, scratch);
        TensorPrimitives.MultiplyAdd(second, -sine, scratch, scratch);
        TensorPrimitives.Multiply(second, cosine, second);
        TensorPrimitives.MultiplyAdd(first, sine, second, second);
        scratch.CopyTo(first);
    }
}
