using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class NormalEquationsTests
{
    private const int Rows = 23;

    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void Gram_is_the_sum_of_outer_products(int k)
    {
        float[] y = KernelCases.Numbers(Rows * k, 1);
        float[] g = KernelCases.Numbers(k * k, 2);
        double[] expected = NaiveGram(y, k, g);

        NormalEquations.AddGram(y, k, g);

        g.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Gram_of_any_number_of_rows_is_right(int rows)
    {
        float[] y = KernelCases.Numbers(rows * 5, 3);
        float[] g = new float[25];
        double[] expected = NaiveGram(y, 5, g);

        NormalEquations.AddGram(y, 5, g);

        g.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void No_rows_add_nothing()
    {
        float[] g = [1, 2, 3, 4];

        NormalEquations.AddGram([], 2, g);

        g.ShouldBe([1, 2, 3, 4]);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_ridge_lies_on_the_diagonal_alone(int k)
    {
        float[] g = new float[k * k];

        NormalEquations.AddRidge(g, k, 1.5f);

        g.Select((value, place) => value == (place / k == place % k ? 1.5f : 0)).ShouldAllBe(right => right);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => NormalEquations.AddGram(new float[6], 3, new float[8]));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalEquations.AddGram(new float[5], 3, new float[9]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] y = KernelCases.Numbers(Rows * 33, 7);
        float[] g = new float[33 * 33];

        KernelCases.ShouldNotAllocate(() =>
        {
            NormalEquations.AddGram(y, 33, g);
            NormalEquations.AddRidge(g, 33, 1);
        });
    }

    /// <summary>Lower triangle of g + YᵀY; what lies above it stays as it was.</summary>
    private static double[] NaiveGram(float[] y, int k, float[] g)
    {
        double[] sum = [.. g.Select(value => (double)value)];
        for (int row = 0; k > 0 && row < y.Length / k; row++)
        {
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    sum[i * k + j] += (double)y[row * k + i] * y[row * k + j];
                }
            }
        }

        return sum;
    }
}
