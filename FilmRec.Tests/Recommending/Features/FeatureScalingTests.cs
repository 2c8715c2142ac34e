using FilmRec.Core.Recommending.Features;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FilmRec.Tests.Recommending.Features;

public sealed class FeatureScalingTests
{
    private static readonly float[] Values = [1, 2000, 4, 3, 1990, 4, 2, 1950, 4, 9, 2010, 4];
    private const int Columns = 3;

    [Fact]
    public void Each_column_gets_mean_0_and_variance_1()
    {
        float[] values = Standardized(Values);

        for (int column = 0; column < 2; column++)
        {
            double[] cells = [.. Enumerable.Range(0, 4).Select(row => (double)values[row * Columns + column])];
            cells.Average().ShouldBe(0, 1e-5);
            cells.Select(cell => cell * cell).Average().ShouldBe(1, 1e-4);
        }
    }

    [Fact]
    public void Rows_are_scaled_as_the_transform_itself_scales_them()
    {
        var context = new MLContext(seed: 1);
        var view = FeatureRows.View(context, Values, Columns);
        var transform = context.Transforms.NormalizeMeanVariance(FeatureRows.Column, fixZero: false).Fit(view);
        float[][] expected = [.. transform.Transform(view).GetColumn<float[]>(FeatureRows.Column)];

        float[] values = Standardized(Values);

        for (int row = 0; row < expected.Length; row++)
        {
            values[row * Columns].ShouldBe(expected[row][0], 1e-5f);
            values[row * Columns + 1].ShouldBe(expected[row][1], 1e-4f);
        }
    }

    [Theory, InlineData(4f), InlineData(0f), InlineData(1e-8f), InlineData(12345.678f)]
    public void A_column_that_does_not_vary_says_nothing(float value)
    {
        float[] values = Standardized([value, 1, value, 2, value, 3], columns: 2);

        new[] { values[0], values[2], values[4] }.ShouldAllBe(cell => cell == 0);
        values[1].ShouldBeLessThan(values[3]);
    }

    [Fact]
    public void A_value_comes_back_in_its_own_unit()
    {
        var scaling = FeatureScaling.Fit(Values, Columns);
        float[] row = [2, 1950, 4];
        scaling.Apply(row);

        scaling.Undo(1, row[1]).ShouldBe(1950, 0.01);
        scaling.Undo(2, row[2]).ShouldBe(4);
    }

    [Fact]
    public void Without_rows_everything_is_0()
    {
        float[] row = [7, 8];

        FeatureScaling.Fit(Array.Empty<float>(), 2).Apply(row);

        row.ShouldBe([0, 0]);
    }

    private static float[] Standardized(float[] raw, int columns = Columns)
    {
        float[] values = [.. raw];
        FeatureScaling.Fit(raw, columns).ApplyToRows(values);
        return values;
    }
}
