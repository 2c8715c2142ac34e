using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class SymmetricEigenTests
{
    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void The_vectors_are_orthonormal_and_make_the_matrix_diagonal(int k) => ShouldBeDiagonal(Gram(k, 2 * k), k);

    [Theory]
    [InlineData(17, 3)]
    [InlineData(64, 0)]
    [InlineData(64, 1)]
    public void A_matrix_of_low_rank_is_no_exception(int k, int rank) => ShouldBeDiagonal(Gram(k, rank), k);

    [Fact]
    public void Equal_eigenvalues_are_no_exception()
    {
        double[] g = new double[81];
        for (int i = 0; i < 9; i++)
        {
            g[i * 10] = i < 5 ? 2 : 7;
        }

        ShouldBeDiagonal(g, 9);
    }

    [Fact]
    public void A_case_worked_by_hand()
    {
        double[] values = new double[2];
        double[] vectors = new double[4];

        SymmetricEigen.Decompose([2, 1, 1, 2], values, vectors, new double[2]);

        values.Order().ShouldBe([1, 3], 1e-12);
        vectors.Select(Math.Abs).ShouldAllBe(value => Math.Abs(value - Math.Sqrt(0.5)) < 1e-12);
    }

    [Fact]
    public void Numbers_that_are_not_finite_come_to_an_end()
        => Should.NotThrow(() => SymmetricEigen.Decompose([double.NaN, 1, 1, double.PositiveInfinity], new double[2], new double[4], new double[2]));

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] g = Gram(17, 30);
        double[] work = new double[g.Length];
        double[] values = new double[17];
        double[] scratch = new double[17];
        double[] vectors = new double[g.Length];

        KernelCases.ShouldNotAllocate(() =>
        {
            g.CopyTo(work, 0);
            SymmetricEigen.Decompose(work, values, vectors, scratch);
        });
    }

    private static void ShouldBeDiagonal(double[] g, int k)
    {
        double[] values = new double[k];
        double[] w = new double[k * k];

        SymmetricEigen.Decompose([.. g], values, w, new double[k]);

        for (int p = 0; p < k; p++)
        {
            double[] image = [.. Enumerable.Range(0, k).Select(i => Enumerable.Range(0, k).Sum(j => g[i * k + j] * w[p * k + j]))];
            for (int q = 0; q < k; q++)
            {
                Enumerable.Range(0, k).Sum(i => w[p * k + i] * w[q * k + i]).ShouldBe(p == q ? 1 : 0, 1e-10);
                Enumerable.Range(0, k).Sum(i => image[i] * w[q * k + i]).ShouldBe(p == q ? values[p] : 0, 1e-9);
            }
        }
    }

    private static double[] Gram(int k, int rows)
    {
        float[] y = KernelCases.Numbers(rows * k, 41);
        double[] g = new double[k * k];
        for (int i = 0; i < k * k; i++)
        {
            g[i] = Enumerable.Range(0, rows).Sum(row => (double)y[row * k + i / k] * y[row * k + i % k]);
        }

        return g;
    }
}
