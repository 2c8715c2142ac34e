using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class PackedRowsTests
{
    [Fact]
    public void Products_are_those_of_the_definition_within_the_step()
    {
        foreach (int k in (int[])[1, 3, 16, 31, 32, 33, 64, 100, 128])
        {
            foreach (int rows in (int[])[0, 1, 3, 4, 5, 9])
            {
                float[] y = Numbers(rows * k, seed: 100 * k + rows);
                float[] x = Numbers(k, seed: k);
                float[] result = new float[rows];

                new PackedRows(y, k).Multiply(x, result);

                for (int row = 0; row < rows; row++)
                {
                    var own = y.AsSpan(row * k, k).ToArray();
                    double exact = own.Zip(x, (a, b) => (double)a * b).Sum();
                    double step = own.Max(Math.Abs) / 32_767.0;
                    result[row].ShouldBe((float)exact, step / 2 * x.Sum(Math.Abs) + 1e-5, $"row {row} of {rows} × {k}");
                }
            }
        }
    }

    [Fact]
    public void A_row_of_zeros_gives_zero_and_the_largest_numbers_do_not_overflow()
    {
        float[] result = new float[2];

        new PackedRows([0, 0, 0, -1e30f, 1e30f, 5e29f], 3).Multiply([1, 1, 1], result);

        result[0].ShouldBe(0);
        result[1].ShouldBe(5e29f, 1e26);
    }

    [Fact]
    public void A_product_does_not_depend_on_the_rows_beside_it()
    {
        float[] y = Numbers(7 * 70, seed: 3);
        float[] x = Numbers(70, seed: 4);
        float[] together = new float[7];
        new PackedRows(y, 70).Multiply(x, together);

        float[] alone = new float[1];
        for (int row = 0; row < 7; row++)
        {
            new PackedRows(y.AsSpan(row * 70, 70), 70).Multiply(x, alone);
            alone[0].ShouldBe(together[row]);
        }
    }

    [Fact]
    public void Lengths_are_checked()
    {
        var rows = new PackedRows(new float[6], 3);

        Should.Throw<ArgumentOutOfRangeException>(() => rows.Multiply(new float[2], new float[2]));
        Should.Throw<ArgumentOutOfRangeException>(() => rows.Multiply(new float[3], new float[3]));
        Should.Throw<ArgumentOutOfRangeException>(() => new PackedRows(new float[7], 3));
    }

    private static float[] Numbers(int count, int seed)
    {
        float[] values = new float[count];
        GaussianNoise.Fill(values, 1, seed);
        return values;
    }
}
