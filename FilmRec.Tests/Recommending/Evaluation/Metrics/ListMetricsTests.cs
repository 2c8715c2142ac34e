using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Tests.Recommending.Evaluation.Metrics;

public sealed class ListMetricsTests
{
    [Theory]
    [InlineData(2, 4, 0.8333333)] // hits at 1 and 3: (1/1 + 2/3) / 2
    [InlineData(5, 4, 0.4166667)] // four of five could have been found among four: (1 + 2/3) / 4
    [InlineData(5, 2, 0.5)] // cut at 2: 1 / min(2, 5)
    [InlineData(2, 100, 0.8333333)] // a shorter list than k
    public void Average_precision_is_as_worked_out_by_hand(int heldOut, int k, double expected)
        => AveragePrecision.At([true, false, true, false], heldOut, k).ShouldBe(expected, 1e-6);

    [Fact]
    public void Average_precision_of_nothing_found_is_zero_and_of_a_perfect_list_one()
    {
        AveragePrecision.At([false, false], 1, 10).ShouldBe(0);
        AveragePrecision.At([], 3, 10).ShouldBe(0);
        AveragePrecision.At([true, true, true], 3, 100).ShouldBe(1, 1e-12);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(10, 1)]
    public void A_hit_counts_once_within_the_cut(int k, double expected) => HitRate.At([false, false, true, true], k).ShouldBe(expected);

    [Fact]
    public void Bits_tell_how_few_have_rated_a_movie()
        => Novelty.BitsOf([8, 4, 1, 0], 8).ShouldBe([0, 1, 3, 3]); // log₂ 8/8, 8/4, 8/1, and nobody counts as one

    [Fact]
    public void Novelty_is_the_mean_of_a_list()
    {
        Novelty.Of([1, 2], [0, 1, 3, 3]).ShouldBe(2);
        Novelty.Of([], [1]).ShouldBe(0);
    }

    [Fact]
    public void Coverage_is_the_part_that_is_shown()
    {
        Exposure.Coverage([3, 0, 1, 0]).ShouldBe(0.5);
        Exposure.Coverage([]).ShouldBe(0);
    }

    [Theory]
    [InlineData(new[] { 5, 5, 5, 5 }, 0)] // all alike
    [InlineData(new[] { 0, 9, 0, 0 }, 0.75)] // one takes all: 1 − 1/n
    [InlineData(new[] { 3, 1 }, 0.25)] // (−1·1 + 1·3) / (2·4)
    [InlineData(new[] { 0, 0 }, 0)]
    public void Gini_tells_how_unequally(int[] shown, double expected) => Exposure.Gini(shown).ShouldBe(expected, 1e-12);

    [Fact]
    public void A_figure_that_is_no_mean_has_the_error_of_its_draws()
    {
        var score = new MetricScore("coverage@20", 0.5, [0.4, 0.6]);

        score.Estimate.Mean.ShouldBe(0.5);
        score.Estimate.HalfWidth.ShouldBe(1.96 * Math.Sqrt(0.02), 1e-4); // the deviation of 0.4 and 0.6 is √0.02
        var other = new MetricScore("coverage@20", 0.2, [0.1, 0.3]);
        score.Over(other).Mean.ShouldBe(0.3, 1e-12);
        score.Over(other).HalfWidth.ShouldBe(0, 1e-12);
    }
}
