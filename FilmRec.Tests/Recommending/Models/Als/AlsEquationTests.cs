using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Tests.Numerics;

namespace FilmRec.Tests.Recommending.Models.Als;

public sealed class AlsEquationTests
{
    private const int K = 6;
    private const int Rows = 40;

    private static readonly AlsOptions Options = new()
    {
        Factors = K,
        Regularisation = 0.05f,
        UnobservedWeight = 0.3f,
        RidgeExponent = 0.9f,
        LowConfidence = 0.4f,
        LowTarget = 0.25f,
    };

    /// <summary>Fewer ratings than factors, as many, and more: there are two ways to the same solution.</summary>
    public static TheoryData<int> Ratings => [1, 2, K - 1, K, K + 1, 2 * K, 2 * K + 1, Rows];

    [Theory, MemberData(nameof(Ratings))]
    public void The_solution_is_that_of_the_equation_written_out(int count)
    {
        var (columns, halfStars) = Row(count);
        var equation = Equation();
        using var work = new AlsWorkspace(K);
        float[] x = new float[K];

        equation.Solve(columns, halfStars, work, x).ShouldBeTrue();

        x.Select(value => (double)value).ShouldBe(Naive(equation, columns, halfStars), 1e-5);
    }

    [Theory, MemberData(nameof(Ratings))]
    public void What_each_rating_adds_is_what_its_removal_from_the_right_side_takes(int count)
    {
        var (columns, halfStars) = Row(count);
        var equation = Equation();
        using var work = new AlsWorkspace(K);
        float[] contributions = new float[count];

        foreach (int row in new[] { 0, 7, Rows - 1 })
        {
            equation.Explain(columns, halfStars, row, work, contributions);

            for (int n = 0; n < count; n++)
            {
                double[] x = Naive(equation, columns, halfStars, only: n);
                double score = Enumerable.Range(0, K).Sum(i => x[i] * equation.Row(row)[i]);
                ((double)contributions[n]).ShouldBe(score, 1e-5);
            }
        }
    }

    [Fact]
    public void Without_ratings_all_factors_are_zero()
    {
        using var work = new AlsWorkspace(K);
        float[] x = [1, 2, 3, 4, 5, 6];

        Equation().Solve([], [], work, x).ShouldBeTrue();

        x.ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var equation = Equation();
        using var work = new AlsWorkspace(K);
        var (few, fewStars) = Row(4);
        var (many, manyStars) = Row(Rows);
        float[] x = new float[K];

        KernelCases.ShouldNotAllocate(() =>
        {
            equation.Solve(few, fewStars, work, x);
            equation.Solve(many, manyStars, work, x);
        });
    }

    [Fact]
    public void The_basis_changes_no_inner_product_and_makes_the_gram_matrix_diagonal()
    {
        float[] factors = KernelCases.Numbers(Rows * K, 51);
        float[] turned = [.. factors];

        float[] spectrum = AlsBasis.Turn(turned, K, 2, TestContext.Current.CancellationToken);

        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Rows; j++)
            {
                Dot(turned, i, j).ShouldBe(Dot(factors, i, j), 1e-5);
            }
        }

        for (int p = 0; p < K; p++)
        {
            for (int q = 0; q < K; q++)
            {
                double gram = Enumerable.Range(0, Rows).Sum(row => (double)turned[row * K + p] * turned[row * K + q]);
                gram.ShouldBe(p == q ? spectrum[p] : 0, 1e-4);
            }
        }
    }

    private static AlsEquation Equation()
    {
        float[] factors = KernelCases.Numbers(Rows * K, 52);
        return new AlsEquation(factors, AlsBasis.Turn(factors, K, 1, CancellationToken.None), Options);
    }

    private static (int[] Columns, byte[] HalfStars) Row(int count)
    {
        int[] columns = [.. Enumerable.Range(0, Rows)];
        new Random(53).Shuffle(columns);
        return ([.. columns[..count].Order()], [.. Enumerable.Range(0, count).Select(n => (byte)(1 + n * 7 % 10))]);
    }

    private static double Dot(float[] factors, int i, int j) => Enumerable.Range(0, K).Sum(n => (double)factors[i * K + n] * factors[j * K + n]);

    /// <summary>Builds the whole system in double precision and eliminates; with <paramref name="only"/>, one rating alone pulls.</summary>
    private static double[] Naive(AlsEquation equation, int[] columns, byte[] halfStars, int? only = null)
    {
        double weight = halfStars.Sum(value => (double)Options.ConfidenceOf(value));
        double ridge = Options.Regularisation * Math.Pow(weight + (double)Options.UnobservedWeight * Rows, Options.RidgeExponent);
        double[,] a = new double[K, K + 1];
        for (int i = 0; i < K; i++)
        {
            a[i, i] = ridge;
            for (int j = 0; j < K; j++)
            {
                for (int row = 0; row < Rows; row++)
                {
                    int n = Array.IndexOf(columns, row);
                    double confidence = Options.UnobservedWeight + (n < 0 ? 0 : Options.ConfidenceOf(halfStars[n]));
                    a[i, j] += confidence * equation.Row(row)[i] * equation.Row(row)[j];
                }
            }

            for (int n = 0; n < columns.Length; n++)
            {
                a[i, K] += only is null || only == n
                    ? (double)Options.ConfidenceOf(halfStars[n]) * Options.TargetOf(halfStars[n]) * equation.Row(columns[n])[i] : 0;
            }
        }

        return Eliminate(a);
    }

    /// <summary>Gauss without pivoting: the matrix is positive definite.</summary>
    private static double[] Eliminate(double[,] a)
    {
        for (int pivot = 0; pivot < K; pivot++)
        {
            for (int row = 0; row < K; row++)
            {
                double factor = row == pivot ? 0 : a[row, pivot] / a[pivot, pivot];
                for (int column = 0; column <= K; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, K).Select(i => a[i, K] / a[i, i])];
    }
}
