using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Protocols;

public sealed class TimeSplitTests
{
    /// <summary>Viewer 1 rated on both sides of second 100, viewer 2 only before it, viewer 3 only after it, viewer 4 liked nothing after it.</summary>
    private static readonly TrainingData Data = LeaveLastOutTests.Of(
        [0, 4, 5, 6, 8],
        [0, 1, 2, 3, 1, 2, 0, 3],
        [8, 9, 3, 10, 8, 9, 8, 7],
        [99, 100, 150, 160, 10, 200, 50, 120]);

    [Fact]
    public void Models_know_what_was_before_the_moment_and_are_asked_what_known_viewers_liked_after_it()
    {
        var protocol = TimeSplit.Of(Data, 100, 8);

        (protocol.Folds, protocol.Viewers, protocol.HeldOut).ShouldBe((1, 1, 2));
        protocol.CaseOf(0).Known.ShouldBe([new KnownRating(0, 8, 99)]);
        protocol.CaseOf(0).Wanted.ShouldBe([1, 3]);
        LeaveLastOutTests.Rows(protocol).ShouldBe(["0", "1", "", "0"]);
        protocol.About.ShouldContain("1970-01-01 00:01 UTC");
    }

    [Theory]
    [InlineData(0.5, 120)] // 10 50 99 100 | 120 150 160 200
    [InlineData(0.25, 99)] // 10 50 | 99 …
    [InlineData(0.9, 200)] // … 160 | 200
    public void A_share_of_the_ratings_finds_the_moment(double share, int moment)
        => TimeSplit.MomentOf(Data.Ratings, share).ShouldBe((uint)moment);

    [Fact]
    public void The_inner_protocol_splits_what_was_before_the_moment()
    {
        // Half of the ratings are before 5; half of those before 3.
        var data = LeaveLastOutTests.Of([0, 8], [0, 1, 2, 3, 4, 5, 6, 7], [9, 9, 9, 9, 9, 9, 9, 9], [1, 2, 3, 4, 5, 6, 7, 8]);

        var inner = TimeSplit.Of(data, 5, 8).Inner(new SplitOptions());

        LeaveLastOutTests.Rows(inner).ShouldBe(["0 1"]);
        inner.CaseOf(0).Wanted.ShouldBe([2, 3]);
    }

    [Fact]
    public void A_moment_before_everything_leaves_nobody_to_ask()
        => Should.Throw<ArgumentException>(() => TimeSplit.Of(Data, 0, 8));

    [Fact]
    public void Without_times_no_moment_divides()
        => Should.Throw<ArgumentException>(() => TimeSplit.Of(LeaveLastOutTests.Of([0, 2], [0, 1], [9, 9], null), 5, 8)).Message.ShouldContain("no times");
}
