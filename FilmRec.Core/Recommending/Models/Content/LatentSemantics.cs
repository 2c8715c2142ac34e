using System.Numerics.Tensors;
using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Content;

/// <summary>Few numbers in place of many terms, so that inner products of movies stay as they are as nearly as possible.</summary>
/// <remarks>
/// Latent semantic indexing: Deerwester et al., JASIS 41 (1990). The leading singular vectors are found by subspace iteration from a random start:
/// Halko, Martinsson and Tropp, SIAM Review 53 (2011), algorithm 4.4.
/// </remarks>
internal static class LatentSemantics
{
    private const int Passes = 4;

    /// <summary>A·V, where V holds the leading right singular vectors of A.</summary>
    /// <param name="terms">A, [movies × terms].</param>
    /// <param name="k">How many singular vectors, at most as many as there are terms.</param>
    /// <param name="seed">Of the start.</param>
    /// <param name="cancellationToken">Looked at between passes.</param>
    /// <returns>Row-major, [movies × k].</returns>
    /// <remarks>O(entries·k + (movies + terms)·k²) for each of a handful of passes.</remarks>
    public static float[] Project(TermMatrix terms, int k, int seed, CancellationToken cancellationToken)
    {
        float[] basis = new float[terms.Terms * k];
        float[] projected = new float[terms.Movies * k];
        GaussianNoise.Fill(basis, 1, seed);
        for (int pass = 0; pass < Passes; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            terms.Multiply(basis, k, projected);
            terms.MultiplyTurned(projected, k, basis);
            Orthonormalise(basis, k);
        }

        terms.Multiply(basis, k, projected);
        return projected;
    }

    /// <summary>Makes the columns orthogonal and of length 1; columns that the others already span become 0.</summary>
    private static void Orthonormalise(Span<float> basis, int k)
    {
        double[] gram = new double[k * k];
        for (int start = 0; start < basis.Length; start += k)
        {
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    gram[i * k + j] += (double)basis[start + i] * basis[start + j];
                }
            }
        }

        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < i; j++)
            {
                gram[j * k + i] = gram[i * k + j];
            }
        }

        double[] values = new double[k];
        double[] vectors = new double[k * k];
        SymmetricEigen.Decompose(gram, values, vectors, new double[k]);
        double negligible = 1e-10 * values.Max();
        float[] turn = new float[k * k];
        for (int i = 0; i < k; i++)
        {
            double scale = values[i] > negligible ? 1 / Math.Sqrt(values[i]) : 0;
            for (int j = 0; j < k; j++)
            {
                turn[i * k + j] = (float)(vectors[i * k + j] * scale);
            }
        }

        float[] row = new float[k];
        for (int start = 0; start < basis.Length; start += k)
        {
            RowProducts.Multiply(turn, basis.Slice(start, k), row);
            row.CopyTo(basis[start..]);
        }
    }

    /// <summary>Gives every row that is not 0 the length 1.</summary>
    public static void NormaliseRows(Span<float> rows, int k)
    {
        for (int start = 0; start < rows.Length; start += k)
        {
            var row = rows.Slice(start, k);
            float length = TensorPrimitives.Norm<float>(row);
            if (length > 0)
            {
                TensorPrimitives.Divide(row, length, row);
            }
        }
    }
}
