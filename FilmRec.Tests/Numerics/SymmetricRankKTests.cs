using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class SymmetricRankKTests
{
    public static TheoryData<int> Sizes => [.. KernelCases.Sizes.Select(row => row.Data), 47, 48, 49, 127, 128, 129];

    [Theory, MemberData(nameof(Sizes))]
    public void It_adds_the_outer_products_of_any_width(int k) => UpdateShouldBeRight(23, k);

    [Theory, MemberData(nameof(Sizes))]
    public void It_adds_any_number_of_rows(int rows) => UpdateShouldBeRight(rows, 37);

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricRankK.Add(new float[6], 3, new float[8]));
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricRankK.Add(new float[5], 3, new float[9]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] y = KernelCases.Numbers(23 * 33, 7);
        float[] g = new float[33 * 33];

        KernelCases.ShouldNotAllocate(() => SymmetricRankK.Add(y, 33, g));
    }

    private static void UpdateShouldBeRight(int rows, int k)
    {
        float[] y = KernelCases.Numbers(rows * k, 1);
        float[] g = KernelCases.Numbers(k * k, 2);
        double[] expected = [.. g.Select(value => (double)value)];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    expected[i * k + j] += (double)y[row * k + i] * y[row * k + j];
                }
            }
        }

        SymmetricRankK.Add(y, k, g);

        g.Select(value => (double)value).ShouldBe(expected, 2e-5);
    }
}
