using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Tests.Numerics.Tiles;

public sealed unsafe class UpperSystemTests
{
    public static TheoryData<int> Sizes => [16, 32, 48, 64, 80, 128, 144];

    [Theory, MemberData(nameof(Sizes))]
    public void The_solution_fits_the_equations_for_every_right_side(int size)
    {
        float[] a = Positive(size);
        float[] first = KernelCases.Numbers(size, 22);
        float[] second = KernelCases.Numbers(size, 23);
        float[] f = [.. a];
        float[] x = [.. first];
        float[] y = [.. second];
        float[] reciprocals = new float[size];
        float[] work = new float[UpperSystem.WorkOf(size)];

        fixed (float* factors = f, one = x, other = y, r = reciprocals, w = work)
        {
            UpperSystem.Factor(factors, size, r, one, w).ShouldBeTrue();
            UpperSystem.Back(factors, size, one, w);
            UpperSystem.Forward(factors, size, r, other);
            UpperSystem.Back(factors, size, other, w);
        }

        ShouldSolve(a, size, x, first);
        ShouldSolve(a, size, y, second);
    }

    [Theory]
    [InlineData(0, 0f)]
    [InlineData(17, -1f)]
    [InlineData(31, float.NaN)]
    [InlineData(20, float.PositiveInfinity)]
    public void What_is_not_positive_definite_is_told(int pivot, float value)
    {
        float[] a = Positive(32);
        a[pivot * 33] = value;
        float[] b = new float[32];
        float[] reciprocals = new float[32];
        float[] work = new float[UpperSystem.WorkOf(32)];

        fixed (float* factors = a, right = b, r = reciprocals, w = work)
        {
            UpperSystem.Factor(factors, 32, r, right, w).ShouldBeFalse();
        }
    }

    [Fact]
    public void Denormal_numbers_do_no_harm()
    {
        float[] a = Positive(32);
        for (int i = 0; i < 32; i++)
        {
            (a[i * 32 + 5], a[5 * 32 + i]) = (float.Epsilon, float.Epsilon);
        }

        a[5 * 33] = 1;
        float[] b = KernelCases.Numbers(32, 24);
        float[] f = [.. a];
        float[] x = [.. b];
        float[] reciprocals = new float[32];
        float[] work = new float[UpperSystem.WorkOf(32)];

        fixed (float* factors = f, right = x, r = reciprocals, w = work)
        {
            UpperSystem.Factor(factors, 32, r, right, w).ShouldBeTrue();
            UpperSystem.Back(factors, 32, right, w);
        }

        ShouldSolve(a, 32, x, b);
    }

    private static float[] Positive(int size)
    {
        float[] y = KernelCases.Numbers(size * size, 21);
        float[] a = new float[size * size];
        for (int i = 0; i < size; i++)
        {
            a[i * (size + 1)] = 1;
            for (int j = 0; j < size; j++)
            {
                for (int n = 0; n < size; n++)
                {
                    a[i * size + j] += y[n * size + i] * y[n * size + j];
                }
            }
        }

        return a;
    }

    private static void ShouldSolve(float[] a, int size, float[] x, float[] b)
    {
        for (int i = 0; i < size; i++)
        {
            double left = Enumerable.Range(0, size).Sum(j => (double)a[i * size + j] * x[j]);
            left.ShouldBe(b[i], 2e-4);
        }
    }
}
