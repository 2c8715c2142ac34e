using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Tests.Recommending.Evaluation.Metrics;

public sealed class NormalizedDiscountedGainTests
{
    // 1/log2(2) = 1, 1/log2(3) = 0.63093, 1/log2(4) = 0.5, 1/log2(5) = 0.43068
    [Theory]
    [InlineData(2, 3, 0.91972)] // (1 + 0.5) / (1 + 0.63093)
    [InlineData(5, 2, 0.61315)] // 1 / (1 + 0.63093): the ideal list is cut at k
    [InlineData(5, 3, 0.70392)] // 1.5 / (1 + 0.63093 + 0.5)
    [InlineData(4, 4, 0.58557)] // 1.5 / (1 + 0.63093 + 0.5 + 0.43068), the fourth rank is missing
    public void Early_hits_count_more_and_the_ideal_is_cut(int heldOut, int k, double expected)
        => NormalizedDiscountedGain.At([true, false, true], heldOut, k).ShouldBe(expected, 1e-5);

    [Fact]
    public void A_perfect_list_scores_one() => NormalizedDiscountedGain.At([true, true, true, false], 3, 100).ShouldBe(1, 1e-12);

    [Fact]
    public void No_hit_is_zero() => NormalizedDiscountedGain.At([false, false], 1, 10).ShouldBe(0);
}
