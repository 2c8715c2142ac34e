using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class SparseGramTests
{
    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void It_is_the_inner_products_of_the_columns(int n) => GramShouldBeRight(rows: 40, n);

    [Theory, MemberData(nameof(Sizes))]
    public void Any_number_of_rows_will_do(int rows) => GramShouldBeRight(rows, n: 21);

    [Fact]
    public void It_is_the_same_on_any_number_of_threads()
    {
        const int N = 300;
        var (starts, columns, values) = Sparse(500, N, 83);
        float[] one = new float[N * N];
        float[] three = new float[N * N];

        SparseGram.Compute(starts, columns, values, N, one, 1, TestContext.Current.CancellationToken);
        SparseGram.Compute(starts, columns, values, N, three, 3, TestContext.Current.CancellationToken);

        three.ShouldBe(one);
    }

    [Fact]
    public void What_stood_there_before_is_gone()
    {
        float[] gram = [7, 7, 7, 7];

        SparseGram.Compute([0, 1], [1], [3], 2, gram, 1, TestContext.Current.CancellationToken);

        gram.ShouldBe([0, 0, 0, 9]);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Should.Throw<ArgumentOutOfRangeException>(() => SparseGram.Compute([0, 1], [0], [1], 2, new float[3], 1, cancellationToken));
        Should.Throw<ArgumentOutOfRangeException>(() => SparseGram.Compute([0, 1], [0], [], 2, new float[4], 1, cancellationToken));
        Should.Throw<ArgumentException>(() => SparseGram.Compute([0, 2], [0], [1], 2, new float[4], 1, cancellationToken));
        Should.Throw<ArgumentException>(() => SparseGram.Compute([0, 1], [2], [1], 2, new float[4], 1, cancellationToken));
        Should.Throw<ArgumentException>(() => SparseGram.Compute([0, 2], [1, 0], [1, 1], 2, new float[4], 1, cancellationToken));
        Should.Throw<ArgumentException>(() => SparseGram.Compute([0, 2, 1, 2], [0, 1], [1, 1], 2, new float[4], 1, cancellationToken));
    }

    [Fact]
    public void It_stops_when_it_is_cancelled()
        => Should.Throw<OperationCanceledException>(() => SparseGram.Compute([0, 1], [0], [1], 2, new float[4], 2, new CancellationToken(canceled: true)));

    private static void GramShouldBeRight(int rows, int n)
    {
        var (starts, columns, values) = Sparse(rows, n, 81);
        float[] gram = KernelCases.Numbers(n * n, 82);
        double[] expected = new double[n * n];
        for (int row = 0; row < rows; row++)
        {
            for (int p = starts[row]; p < starts[row + 1]; p++)
            {
                for (int q = starts[row]; q < starts[row + 1]; q++)
                {
                    expected[columns[p] * n + columns[q]] += (double)values[p] * values[q];
                }
            }
        }

        SparseGram.Compute(starts, columns, values, n, gram, 2, TestContext.Current.CancellationToken);

        gram.Select(value => (double)value).ShouldBe(expected, 1e-5);
    }

    private static (int[] Starts, int[] Columns, float[] Values) Sparse(int rows, int n, int seed)
    {
        var random = new Random(seed);
        List<int> starts = [0];
        List<int> columns = [];
        for (int row = 0; row < rows; row++)
        {
            double share = row % 7 == 0 ? 0 : random.NextDouble();
            columns.AddRange(Enumerable.Range(0, n).Where(_ => random.NextDouble() < share));
            starts.Add(columns.Count);
        }

        return ([.. starts], [.. columns], KernelCases.Numbers(columns.Count, seed + 1));
    }
}
