using FilmRec.Core.Numerics;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Tests.Numerics;

namespace FilmRec.Tests.Recommending.Models.Als;

public sealed class AlsEquationTests
{
    private const int Rows = 260;

    /// <summary>Factors that fill whole vectors or not, and fewer ratings than factors, as many, and more, in one panel or several: there are two ways to the same solution.</summary>
    public static TheoryData<int, int> Shapes
        => new MatrixTheoryData<int, int>([1, 6, 16, 35, 70], [1, 2, 5, 15, 16, 17, 33, 70, 71, Rows]);

    [Theory, MemberData(nameof(Shapes))]
    public void The_solution_is_that_of_the_equation_written_out(int k, int count)
    {
        var (columns, codes) = Row(count);
        var equation = Equation(k);
        using var work = new RidgeWorkspace(k);
        float[] x = new float[k];

        equation.Solve(columns, codes, work, x, out double loss).ShouldBeTrue();

        x.Select(value => (double)value).ShouldBe(Naive(equation, columns, codes), 2e-5);
        loss.ShouldBe(Loss(equation, columns, codes, x), 1e-4 * count);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void What_each_rating_adds_is_what_its_removal_from_the_right_side_takes(int k, int count)
    {
        var (columns, codes) = Row(count);
        var equation = Equation(k);
        using var work = new RidgeWorkspace(k);
        int[] rows = [0, 7, Rows - 1];
        float[] contributions = new float[rows.Length * count];

        equation.Explain(columns, codes, rows, work, contributions);

        for (int n = 0; n < count; n += 1 + count / 4)
        {
            double[] x = Naive(equation, columns, codes, only: n);
            for (int m = 0; m < rows.Length; m++)
            {
                double score = Enumerable.Range(0, k).Sum(i => x[i] * equation.Row(rows[m])[i]);
                ((double)contributions[m * count + n]).ShouldBe(score, 2e-5);
            }
        }
    }

    [Fact]
    public void Without_ratings_all_factors_are_zero()
    {
        using var work = new RidgeWorkspace(6);
        float[] x = [1, 2, 3, 4, 5, 6];

        Equation(6).Solve([], [], work, x, out double loss).ShouldBeTrue();
        Equation(6).Explain([], [], [3], work, []);

        x.ShouldAllBe(value => value == 0);
        loss.ShouldBe(0);
    }

    [Fact]
    public void Ratings_without_weight_change_nothing()
    {
        var equation = Equation(6);
        using var work = new RidgeWorkspace(6);
        float[] with = new float[6];
        float[] without = new float[6];

        equation.Solve([2, 5, 9], [10, 1, 8], work, with, out _).ShouldBeTrue();
        equation.Solve([2, 9], [10, 8], work, without, out _).ShouldBeTrue();

        with.ShouldBe(without, 1e-6);
    }

    [Fact]
    public void A_row_that_does_not_exist_is_refused()
    {
        using var work = new RidgeWorkspace(6);

        Should.Throw<ArgumentOutOfRangeException>(() => Equation(6).Solve([Rows], [10], work, new float[6], out _));
        Should.Throw<ArgumentOutOfRangeException>(() => Equation(6).Solve([-1], [10], work, new float[6], out _));
        Should.Throw<IndexOutOfRangeException>(() => Equation(6).Solve([1], [Feedback.Codes], work, new float[6], out _));
        Should.Throw<ArgumentOutOfRangeException>(() => Equation(6).Explain([1], [10], [Rows], work, new float[1]));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var equation = Equation(33);
        using var work = new RidgeWorkspace(33);
        var (few, fewCodes) = Row(4);
        var (many, manyCodes) = Row(Rows);
        float[] x = new float[33];

        KernelCases.ShouldNotAllocate(() =>
        {
            equation.Solve(few, fewCodes, work, x, out _);
            equation.Solve(many, manyCodes, work, x, out _);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(33)]
    public void The_basis_changes_no_inner_product_and_makes_the_gram_matrix_diagonal(int k)
    {
        float[] factors = KernelCases.Numbers(Rows * k, 51);
        float[] turned = [.. factors];

        float[] spectrum = AlsBasis.Turn(turned, k, 2, TestContext.Current.CancellationToken);

        for (int i = 0; i < Rows; i += 7)
        {
            for (int j = 0; j < Rows; j++)
            {
                Dot(turned, k, i, j).ShouldBe(Dot(factors, k, i, j), 1e-5);
            }
        }

        for (int p = 0; p < k; p++)
        {
            for (int q = 0; q < k; q++)
            {
                double gram = Enumerable.Range(0, Rows).Sum(row => (double)turned[row * k + p] * turned[row * k + q]);
                gram.ShouldBe(p == q ? spectrum[p] : 0, 5e-4);
            }
        }
    }

    private static AlsOptions OptionsOf(int k) => new()
    {
        Factors = k,
        Regularisation = 0.05f,
        UnobservedWeight = 0.3f,
        RidgeExponent = 0.9f,
        LowConfidence = 0.4f,
        LowTarget = 0.25f,
    };

    private static AlsEquation Equation(int k)
    {
        float[] factors = KernelCases.Numbers(Rows * k, 52);
        return new AlsEquation(factors, AlsBasis.Turn(factors, k, 1, CancellationToken.None), OptionsOf(k));
    }

    private static (int[] Columns, byte[] Codes) Row(int count)
    {
        int[] columns = [.. Enumerable.Range(0, Rows)];
        new Random(53).Shuffle(columns);
        return ([.. columns[..count].Order()], [.. Enumerable.Range(0, count).Select(n => (byte)(1 + n * 7 % 13))]);
    }

    private static double Dot(float[] factors, int k, int i, int j) => Enumerable.Range(0, k).Sum(n => (double)factors[i * k + n] * factors[j * k + n]);

    private static double RidgeOf(AlsOptions options, byte[] codes)
        => options.Regularisation * Math.Pow(codes.Sum(code => (double)options.ConfidenceOf(code)) + (double)options.UnobservedWeight * Rows, options.RidgeExponent);

    private static double Loss(AlsEquation equation, int[] columns, byte[] codes, float[] x)
    {
        var options = OptionsOf(x.Length);
        double loss = RidgeOf(options, codes) * x.Sum(value => (double)value * value);
        for (int row = 0; row < Rows; row++)
        {
            int n = Array.IndexOf(columns, row);
            double product = Enumerable.Range(0, x.Length).Sum(i => (double)x[i] * equation.Row(row)[i]);
            loss += options.UnobservedWeight * product * product;
            loss += n < 0 ? 0 : options.ConfidenceOf(codes[n]) * Math.Pow(product - options.TargetOf(codes[n]), 2);
        }

        return loss;
    }

    /// <summary>Builds the whole system in double precision and eliminates; with <paramref name="only"/>, one rating alone pulls.</summary>
    private static double[] Naive(AlsEquation equation, int[] columns, byte[] codes, int? only = null)
    {
        int k = equation.K;
        var options = OptionsOf(k);
        double[,] a = new double[k, k + 1];
        double[] confidences = [.. Enumerable.Repeat((double)options.UnobservedWeight, Rows)];
        for (int n = 0; n < columns.Length; n++)
        {
            confidences[columns[n]] += options.ConfidenceOf(codes[n]);
        }

        for (int i = 0; i < k; i++)
        {
            a[i, i] = RidgeOf(options, codes);
            for (int row = 0; row < Rows; row++)
            {
                for (int j = 0; j < k; j++)
                {
                    a[i, j] += confidences[row] * equation.Row(row)[i] * equation.Row(row)[j];
                }
            }

            for (int n = 0; n < columns.Length; n++)
            {
                a[i, k] += only is null || only == n
                    ? (double)options.ConfidenceOf(codes[n]) * options.TargetOf(codes[n]) * equation.Row(columns[n])[i] : 0;
            }
        }

        return Eliminate(a, k);
    }

    /// <summary>Gauss without pivoting: the matrix is positive definite.</summary>
    private static double[] Eliminate(double[,] a, int k)
    {
        for (int pivot = 0; pivot < k; pivot++)
        {
            for (int row = 0; row < k; row++)
            {
                double factor = row == pivot ? 0 : a[row, pivot] / a[pivot, pivot];
                for (int column = 0; column <= k; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }
            }
        }

        return [.. Enumerable.Range(0, k).Select(i => a[i, k] / a[i, i])];
    }
}
