using FilmRec.Core.Recommending.Evaluation.Metrics;

namespace FilmRec.Tests.Recommending.Evaluation.Metrics;

public sealed class EstimateTests
{
    [Fact]
    public void Mean_and_interval_are_those_of_the_textbook()
    {
        var estimate = Estimate.Of([1, 2, 3, 4]);

        estimate.Mean.ShouldBe(2.5);
        estimate.HalfWidth.ShouldBe(1.96 * Math.Sqrt(5.0 / 3) / 2, 1e-4);
    }

    [Fact]
    public void Differences_are_taken_viewer_by_viewer()
    {
        var difference = Estimate.OfDifference([0.5, 0.9, 0.1], [0.4, 0.8, 0]);

        difference.Mean.ShouldBe(0.1, 1e-12);
        difference.HalfWidth.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void One_viewer_has_no_interval() => Estimate.Of([0.3]).ShouldBe(new Estimate(0.3, 0));

    [Fact]
    public void Nobody_has_no_mean() => Should.Throw<ArgumentOutOfRangeException>(() => Estimate.Of([]));
}
