using FilmRec.Core.Recommending.Training;
using FilmRec.Web.Components.Pages.Admin.Training;

namespace FilmRec.Tests.Components.Pages.Admin;

public sealed class TrainingWordsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 18, 50, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.42, "0.4 s")]
    [InlineData(41, "41 s")]
    [InlineData(89.4, "89 s")]
    [InlineData(90, "2 min")]
    [InlineData(3900, "1 h 5 min")]
    public void Durations_are_as_exact_as_they_need_to_be(double seconds, string expected)
        => TrainingWords.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);

    [Fact]
    public void Time_left_is_what_the_phases_took_last_time()
    {
        var before = Run(1, [new("ALS", PhaseState.Done, 1, 600, null), new("Evaluate", PhaseState.Done, 1, 60, null)]);
        var now = Run(0.25, [new("ALS", PhaseState.Running, 0.5, 100, null), new("Evaluate", PhaseState.Waiting, 0, null, null)]);

        TrainingWords.TimeLeft(now, [before], Start.AddSeconds(100)).ShouldBe("about 6 min left");
    }

    [Fact]
    public void Without_an_earlier_run_time_left_follows_from_the_share_done()
    {
        var run = Run(0.25, [new("ALS", PhaseState.Running, 0.5, 10, null)]);

        TrainingWords.TimeLeft(run, [], Start.AddSeconds(10)).ShouldBe("about 30 s left");
        TrainingWords.TimeLeft(run with { Progress = 0.01 }, [], Start.AddSeconds(10)).ShouldBeNull();
        TrainingWords.TimeLeft(run with { Progress = 0.9 }, [], Start.AddSeconds(10)).ShouldBe("a few seconds left");
    }

    [Fact]
    public void A_run_that_goes_on_is_never_shown_as_complete()
        => TrainingWords.Percent(Run(1, [])).ShouldBe(99);

    [Fact]
    public void The_ranking_metric_comes_first_and_two_are_enough()
        => TrainingWords.Metrics([new("recall@20", 0.3151, 0.0449), new("recall@50", 0.5, 0.1), new("ndcg@100", 0.3812, 0.0041)])
            .ShouldBe("NDCG@100 0.381 ± 0.004 · Recall@20 0.315 ± 0.045");

    private static TrainingRunSummary Run(double progress, TrainingPhase[] phases)
        => new(1, TrainingState.Running, ["als"], 1, true, null, "here", Start, Start, null, progress, "", phases);
}
