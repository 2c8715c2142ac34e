using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Protocols;

public sealed class LeaveLastOutTests
{
    [Fact]
    public void The_last_liked_movie_is_asked_for_and_what_came_before_is_known()
    {
        // Viewer 1 liked movie 10 last, at 50, and disliked movie 40 afterwards. Viewer 2 liked two in the same second: the higher row is the last.
        // Viewer 3 liked nothing: all is known, nothing asked. Viewer 4 liked the very first: nothing would be known.
        var protocol = LeaveLastOut.Of(Of([0, 4, 6, 8, 10],
            [0, 1, 2, 3, 0, 1, 1, 2, 0, 3],
            [9, 8, 4, 2, 8, 8, 3, 7, 8, 5],
            [50, 20, 30, 60, 5, 5, 1, 2, 1, 2]), 8);

        (protocol.Folds, protocol.Viewers, protocol.HeldOut).ShouldBe((1, 2, 2));
        protocol.CaseOf(0).Wanted.ShouldBe([0]);
        protocol.CaseOf(0).Known.ShouldBe([new KnownRating(1, 8, 20), new KnownRating(2, 4, 30)]);
        protocol.CaseOf(1).Wanted.ShouldBe([1]);
        protocol.CaseOf(1).Known.ShouldBe([new KnownRating(0, 8, 5)]);
        Rows(protocol).ShouldBe(["1 2", "0", "1 2", ""]);
    }

    [Fact]
    public void The_inner_protocol_asks_for_what_came_before()
    {
        var protocol = LeaveLastOut.Of(Of([0, 3], [0, 1, 2], [9, 9, 9], [3, 2, 1]), 8);

        var inner = protocol.Inner(new SplitOptions());

        protocol.CaseOf(0).Wanted.ShouldBe([0]);
        inner.CaseOf(0).Wanted.ShouldBe([1]);
        Rows(inner).ShouldBe(["2"]);
    }

    [Fact]
    public void Without_times_nothing_is_last()
        => Should.Throw<ArgumentException>(() => LeaveLastOut.Of(Of([0, 2], [0, 1], [9, 9], null), 8)).Message.ShouldContain("no times");

    [Fact]
    public void Viewers_with_one_rating_cannot_be_asked()
        => Should.Throw<ArgumentException>(() => LeaveLastOut.Of(Of([0, 1], [0], [9], [1]), 8));

    internal static TrainingData Of(int[] starts, int[] columns, byte[] halfStars, uint[]? ratedAt)
        => new(new RatingMatrix(
            new Vocabulary([.. Enumerable.Range(1, starts.Length - 1)]), new Vocabulary([.. Enumerable.Range(1, columns.Max() + 1).Select(movie => 10 * movie)]),
            starts, columns, halfStars, ratedAt), MovieFacts.Unknown(columns.Max() + 1));

    /// <summary>Movie rows of the training data, viewer by viewer.</summary>
    internal static IEnumerable<string> Rows(IProtocol protocol)
    {
        var ratings = protocol.TrainingOf(0).Ratings;
        return Enumerable.Range(0, ratings.Viewers.Count).Select(viewer => string.Join(' ', ratings.ColumnsOf(viewer).ToArray()));
    }
}
