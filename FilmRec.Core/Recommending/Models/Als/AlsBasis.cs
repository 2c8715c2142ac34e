using FilmRec.Core.Numerics;

namespace FilmRec.Core.Recommending.Models.Als;

/// <summary>Turns factors into the basis in which their Gram matrix is diagonal. All inner products stay as they are.</summary>
internal static class AlsBasis
{
    // Fixed, so that the sum is added up in the same order on one thread as on sixty.
    private const int Stripes = 16;

    /// <summary>Turns the factors in place.</summary>
    /// <param name="factors">Y, row-major, [rows × k].</param>
    /// <param name="k">Factors in a row.</param>
    /// <param name="threads">Threads at most; the result does not depend on them.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <returns>The diagonal of YᵀY in the new basis, [k].</returns>
    /// <remarks>1.5·rows·k² multiply-adds, and the eigenvectors of one [k × k] matrix.</remarks>
    public static float[] Turn(float[] factors, int k, int threads, CancellationToken cancellationToken)
    {
        int rows = factors.Length / k;
        double[] gram = Gram(factors, rows, k, threads, cancellationToken);
        double[] values = new double[k];
        double[] vectors = new double[k * k];
        SymmetricEigen.Decompose(gram, values, vectors, new double[k]);

        float[] basis = [.. vectors.Select(value => (float)value)];
        float[][] buffers = [.. Enumerable.Range(0, threads).Select(_ => new float[k])];
        RowLoop.Run(rows, buffers, (row, turned) =>
        {
            var own = factors.AsSpan(row * k, k);
            RowProducts.Multiply(basis, own, turned);
            turned.CopyTo(own);
        }, cancellationToken);
        return [.. values.Select(value => (float)value)];
    }

    private static double[] Gram(float[] factors, int rows, int k, int threads, CancellationToken cancellationToken)
    {
        float[][] partial = new float[Stripes][];
        int height = (rows + Stripes - 1) / Stripes;
        Parallel.For(0, Stripes, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, stripe =>
        {
            partial[stripe] = new float[k * k];
            int start = Math.Min(rows, stripe * height);
            int end = Math.Min(rows, start + height);
            SymmetricRankK.Add(factors.AsSpan(start * k, (end - start) * k), k, partial[stripe]);
        });

        double[] gram = new double[k * k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = partial.Sum(part => (double)part[i * k + j]);
                (gram[i * k + j], gram[j * k + i]) = (sum, sum);
            }
        }

        return gram;
    }
}
