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
        double[] expected = Naive(y, [.. Enumerable.Range(0, Rows)], [.. Enumerable.Repeat(1f, Rows)], k, g);

        NormalEquations.AddGram(y, k, g);

        g.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void Chosen_rows_count_with_their_weights(int k)
    {
        float[] y = KernelCases.Numbers(Rows * k, 3);
        int[] rows = [0, 4, 5, 9, 17, Rows - 1];
        float[] weights = [1, 0.5f, 0, 2, -1, 0.25f];
        float[] g = KernelCases.Numbers(k * k, 4);
        double[] expected = Naive(y, rows, weights, k, g);

        NormalEquations.AddWeighted(y, rows, weights, k, g);

        g.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Theory, MemberData(nameof(Sizes))]
    public void The_right_side_is_the_weighted_sum_of_rows(int k)
    {
        float[] y = KernelCases.Numbers(Rows * k, 5);
        int[] rows = [1, 2, 20];
        float[] weights = [0.5f, -2, 1];
        float[] b = KernelCases.Numbers(k, 6);
        double[] expected = [.. b.Select((value, i) => value + rows.Select((row, n) => (double)weights[n] * y[row * k + i]).Sum())];

        NormalEquations.AddWeighted(y, rows, weights, b);

        b.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void No_rows_add_nothing()
    {
        float[] g = [1, 2, 3, 4];
        float[] b = [5, 6];

        NormalEquations.AddGram([], 2, g);
        NormalEquations.AddWeighted([1, 1], [], [], 2, g);
        NormalEquations.AddWeighted([1, 1], [], [], b);

        g.ShouldBe([1, 2, 3, 4]);
        b.ShouldBe([5, 6]);
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
        Should.Throw<ArgumentOutOfRangeException>(() => NormalEquations.AddWeighted(new float[6], [0, 1], [1], 3, new float[9]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] y = KernelCases.Numbers(Rows * 33, 7);
        float[] g = new float[33 * 33];
        float[] b = new float[33];
        int[] rows = [3, 8];
        float[] weights = [1, 2];

        KernelCases.ShouldNotAllocate(() =>
        {
            NormalEquations.AddGram(y, 33, g);
            NormalEquations.AddWeighted(y, rows, weights, 33, g);
            NormalEquations.AddWeighted(y, rows, weights, b);
            NormalEquations.AddRidge(g, 33, 1);
        });
    }

    /// <summary>Lower triangle of g + Σ w·y·yᵀ; what lies above it stays as it was.</summary>
    private static double[] Naive(float[] y, int[] rows, float[] weights, int k, float[] g)
    {
        double[] sum = [.. g.Select(value => (double)value)];
        for (int n = 0; n < rows.Length; n++)
        {
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    sum[i * k + j] += (double)weights[n] * y[rows[n] * k + i] * y[rows[n] * k + j];
                }
            }
        }

        return sum;
    }
}
