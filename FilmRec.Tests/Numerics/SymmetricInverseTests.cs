using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class SymmetricInverseTests
{
    /// <summary>Around the strips of 48 and the blocks of pivots, besides the sizes of every kernel.</summary>
    public static TheoryData<int> Sizes => [.. KernelCases.Sizes.Select(row => row.Data), 47, 48, 49, 96, 101, 239, 481, 533];

    [Theory, MemberData(nameof(Sizes))]
    public void The_matrix_times_its_inverse_is_the_identity(int n)
    {
        float[] a = Positive(n);
        float[] inverse = [.. a];
        OverwriteUpper(inverse, n);

        SymmetricInverse.Invert(inverse, n, 2, TestContext.Current.CancellationToken);

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                inverse[j * n + i].ShouldBe(inverse[i * n + j]);
            }
        }

        // All pairs of a small matrix, some of a large one.
        for (int i = 0; i < n; i += 1 + n / 60)
        {
            for (int j = 0; j < n; j += 1 + n / 60)
            {
                double product = 0;
                for (int m = 0; m < n; m++)
                {
                    product += (double)a[i * n + m] * inverse[m * n + j];
                }

                product.ShouldBe(i == j ? 1 : 0, 1e-4, $"row {i}, column {j}");
            }
        }
    }

    [Theory]
    [InlineData(130)]
    [InlineData(533)]
    public void The_inverse_is_the_same_on_any_number_of_threads(int n)
    {
        float[] one = Positive(n);
        float[] three = [.. one];

        SymmetricInverse.Invert(one, n, 1, TestContext.Current.CancellationToken);
        SymmetricInverse.Invert(three, n, 3, TestContext.Current.CancellationToken);

        three.ShouldBe(one);
    }

    [Fact]
    public void A_case_worked_by_hand()
    {
        // The upper right is not looked at.
        float[] a = [4, float.NaN, 2, 5];

        SymmetricInverse.Invert(a, 2, 1, TestContext.Current.CancellationToken);

        a.ShouldBe([5f / 16, -2f / 16, -2f / 16, 4f / 16], 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(499)]
    public void What_is_not_positive_definite_is_told(int pivot)
    {
        const int N = 500;
        foreach (float wrong in new[] { 0, -1, float.NaN, float.PositiveInfinity })
        {
            float[] a = Positive(N);
            a[pivot * N + pivot] = wrong;

            Should.Throw<ArithmeticException>(() => SymmetricInverse.Invert(a, N, 1, TestContext.Current.CancellationToken)).Message.ShouldContain("not positive definite");
        }
    }

    [Fact]
    public void It_stops_when_it_is_cancelled()
        => Should.Throw<OperationCanceledException>(() => SymmetricInverse.Invert(Positive(60), 60, 2, new CancellationToken(canceled: true)));

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
        => Should.Throw<ArgumentOutOfRangeException>(() => SymmetricInverse.Invert(new float[8], 3, 1, TestContext.Current.CancellationToken));

    private static float[] Positive(int n)
    {
        float[] y = KernelCases.Numbers(Math.Min(n, 40) * n, 71);
        float[] a = new float[n * n];
        SymmetricRankK.Add(y, n, a);
        for (int i = 0; i < n; i++)
        {
            a[i * n + i] += 2;
            for (int j = 0; j < i; j++)
            {
                a[j * n + i] = a[i * n + j];
            }
        }

        return a;
    }

    private static void OverwriteUpper(float[] a, int n)
    {
        for (int i = 0; i < n; i++)
        {
            a.AsSpan(i * n + i + 1, n - i - 1).Fill(float.NaN);
        }
    }
}
