using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Tests.Recommending.Evaluation.Metrics;

public sealed class RecallTests
{
    [Theory]
    [InlineData(4, 2, 0.5)] // 1 hit among the first 2, of 4 held out: at most 2 could be there.
    [InlineData(4, 4, 0.5)] // 2 of 4
    [InlineData(4, 5, 0.75)] // 3 of 4
    [InlineData(3, 5, 1)] // all 3
    [InlineData(3, 9, 1)] // a shorter list than k
    public void Hits_count_against_what_could_have_been_found(int heldOut, int k, double expected)
        => Recall.At([true, false, true, false, true], heldOut, k).ShouldBe(expected, 1e-12);

    [Fact]
    public void No_hit_is_zero() => Recall.At([false, false], 3, 2).ShouldBe(0);
}
