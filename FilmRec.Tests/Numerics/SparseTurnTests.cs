using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class SparseTurnTests
{
    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(40, 31)]
    public void Every_entry_stands_where_the_definition_puts_it(int rows, int n)
    {
        var random = new Random(100 * rows + n);
        float?[,] dense = new float?[rows, n];
        List<int> starts = [0];
        List<int> columns = [];
        List<float> values = [];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < n; column++)
            {
                if (random.Next(3) == 0)
                {
                    dense[row, column] = random.NextSingle();
                    columns.Add(column);
                    values.Add(dense[row, column]!.Value);
                }
            }

            starts.Add(columns.Count);
        }

        var (begins, turnedRows, turned) = SparseTurn.Of<float>([.. starts], [.. columns], [.. values], n);

        begins.Length.ShouldBe(n + 1);
        begins[n].ShouldBe(columns.Count);
        for (int column = 0; column < n; column++)
        {
            int[] expected = [.. Enumerable.Range(0, rows).Where(row => dense[row, column] is not null)];
            turnedRows[begins[column]..begins[column + 1]].ShouldBe(expected);
            turned[begins[column]..begins[column + 1]].ShouldBe(expected.Select(row => dense[row, column]!.Value));
        }
    }

    [Fact]
    public void A_column_beyond_the_last_and_values_too_few_are_refused()
    {
        Should.Throw<IndexOutOfRangeException>(() => SparseTurn.Of<byte>([0, 1], [3], [1], 2));
        Should.Throw<ArgumentOutOfRangeException>(() => SparseTurn.Of<byte>([0, 2], [0, 1], [1], 2));
    }
}
