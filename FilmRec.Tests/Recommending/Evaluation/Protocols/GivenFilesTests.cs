using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Protocols;

public sealed class GivenFilesTests
{
    private static readonly Vocabulary Viewers = new([1, 2, 3]);
    private static readonly Vocabulary Movies = new([10, 20, 30, 40]);
    private static readonly TrainingData Training = new(new RatingMatrix(Viewers, Movies, [0, 2, 3, 3], [0, 1, 2], [8, 2, 10], null), MovieFacts.Unknown(4));

    [Fact]
    public void What_the_test_file_likes_is_asked_for()
    {
        var protocol = GivenFiles.Of(Training, new RatingMatrix(Viewers, Movies, [0, 2, 3, 4], [2, 3, 0, 1], [8, 10, 7, 9], null), 8);

        (protocol.Name, protocol.Viewers, protocol.HeldOut, protocol.HasCandidates).ShouldBe(("given", 2, 3, false));
        protocol.CaseOf(0).Known.ShouldBe([new KnownRating(0, 8), new KnownRating(1, 2)]);
        protocol.CaseOf(0).Wanted.ShouldBe([2, 3]);
        protocol.CaseOf(1).Known.ShouldBeEmpty();
        protocol.CaseOf(1).Wanted.ShouldBe([1]);
        protocol.TrainingOf(0).ShouldBeSameAs(Training);
    }

    [Fact]
    public void One_movie_is_asked_for_among_candidates()
    {
        var protocol = GivenFiles.Of(Training, [new CandidateList(1, 1, 3, [0, 1, 3])]);

        (protocol.Name, protocol.Viewers, protocol.HeldOut, protocol.HasCandidates).ShouldBe(("one-versus-n", 1, 1, true));
        protocol.CaseOf(0).Wanted.ShouldBe([3]);
        protocol.CaseOf(0).Candidates.ShouldBe([0, 1, 3]);
        protocol.CaseOf(0).Known.ShouldBe([new KnownRating(2, 10)]);
    }

    [Fact]
    public void A_rating_in_both_files_is_found()
    {
        GivenFiles.Overlap(Training.Ratings, new RatingMatrix(Viewers, Movies, [0, 1, 2, 2], [3, 2], [8, 8], null)).ShouldBe((1, 2));
        GivenFiles.Overlap(Training.Ratings, new RatingMatrix(Viewers, Movies, [0, 1, 2, 2], [3, 3], [8, 8], null)).ShouldBeNull();
    }

    [Fact]
    public void A_newcomer_is_shown_less_but_asked_the_same()
    {
        var data = TasteWorld.Create();
        var whole = new StrongGeneralisation(data, new SplitOptions());

        var few = new FewKnown(whole, 3, 1);

        for (int place = 0; place < whole.Viewers; place++)
        {
            few.CaseOf(place).Known.Length.ShouldBe(3);
            few.CaseOf(place).Known.ShouldBeSubsetOf(whole.CaseOf(place).Known);
            few.CaseOf(place).Known.ShouldBeInOrder(SortDirection.Ascending, Comparer<KnownRating>.Create((one, other) => one.Movie.CompareTo(other.Movie)));
            few.CaseOf(place).Wanted.ShouldBe(whole.CaseOf(place).Wanted);
            few.CaseOf(place).Seen.ShouldBe(whole.CaseOf(place).Seen);
        }

        few.CaseOf(0).Known.ShouldBe(new FewKnown(whole, 3, 1).CaseOf(0).Known);
        Enumerable.Range(0, whole.Viewers).Any(place => !few.CaseOf(place).Known.SequenceEqual(new FewKnown(whole, 3, 2).CaseOf(place).Known)).ShouldBeTrue();
    }
}
