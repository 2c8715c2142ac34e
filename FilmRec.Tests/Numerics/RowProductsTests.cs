using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class RowProductsTests
{
    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void Each_row_meets_the_vector(int k)
    {
        const int Rows = 9;
        float[] y = KernelCases.Numbers(Rows * k, 31);
        float[] x = KernelCases.Numbers(k, 32);
        float[] result = new float[Rows];

        RowProducts.Multiply(y, x, result);

        double[] expected = [.. Enumerable.Range(0, Rows).Select(row => Enumerable.Range(0, k).Sum(i => (double)y[row * k + i] * x[i]))];
        result.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] y = KernelCases.Numbers(90, 33);
        float[] x = KernelCases.Numbers(10, 34);
        float[] result = new float[9];

        KernelCases.ShouldNotAllocate(() => RowProducts.Multiply(y, x, result));
    }
}
