using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class CholeskyTests
{
    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void The_factor_multiplied_with_itself_is_the_matrix(int k)
    {
        float[] g = Positive(k);
        float[] l = [.. g];

        Cholesky.Factor(l, k).ShouldBeTrue();

        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = Enumerable.Range(0, j + 1).Sum(n => (double)l[i * k + n] * l[j * k + n]);
                product.ShouldBe(g[i * k + j], 1e-4, $"row {i}, column {j}");
            }
        }
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_solution_fits_the_equations(int k)
    {
        float[] g = Positive(k);
        float[] b = KernelCases.Numbers(k, 12);
        float[] l = [.. g];
        float[] x = [.. b];

        Cholesky.Factor(l, k).ShouldBeTrue();
        Cholesky.Solve(l, x);

        for (int i = 0; i < k; i++)
        {
            double left = Enumerable.Range(0, k).Sum(j => (double)g[Math.Max(i, j) * k + Math.Min(i, j)] * x[j]);
            left.ShouldBe(b[i], 1e-4);
        }
    }

    [Fact]
    public void A_case_worked_by_hand()
    {
        // [4 2; 2 5] = [2 0; 1 2]·[2 1; 0 2]; the upper right is not looked at.
        float[] g = [4, float.NaN, 2, 5];
        float[] b = [10, 13];

        Cholesky.Factor(g, 2).ShouldBeTrue();
        Cholesky.Solve(g, b);

        g[0].ShouldBe(2);
        g[2].ShouldBe(1);
        g[3].ShouldBe(2);
        b.ShouldBe([1.5f, 2], 1e-6);
    }

    [Theory]
    [InlineData(1f, 2f, 1f)]
    [InlineData(0f, 0f, 1f)]
    [InlineData(-1f, 0f, 1f)]
    [InlineData(float.NaN, 0f, 1f)]
    [InlineData(1f, float.NaN, 1f)]
    [InlineData(float.PositiveInfinity, 0f, 1f)]
    public void What_is_not_positive_definite_is_told(float first, float below, float second)
        => Cholesky.Factor([first, 0, below, second], 2).ShouldBeFalse();

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] g = Positive(33);
        float[] l = new float[g.Length];
        float[] b = KernelCases.Numbers(33, 13);

        KernelCases.ShouldNotAllocate(() =>
        {
            g.CopyTo(l, 0);
            Cholesky.Factor(l, 33);
            Cholesky.Solve(l, b);
        });
    }

    private static float[] Positive(int k)
    {
        float[] y = KernelCases.Numbers(2 * k * k, 11);
        float[] g = new float[k * k];
        NormalEquations.AddGram(y, k, g);
        NormalEquations.AddRidge(g, k, 1);
        return g;
    }
}
