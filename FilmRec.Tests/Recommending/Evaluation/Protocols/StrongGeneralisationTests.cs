using FilmRec.Core.Recommending.Evaluation.Protocols;
using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;

namespace FilmRec.Tests.Recommending.Evaluation.Protocols;

public sealed class StrongGeneralisationTests
{
    /// <summary>Viewers 1, 2, 3 in folds 0, 1, 1; five movies. Viewers 1 and 2 have something held out, viewer 3 has not.</summary>
    private static readonly TrainingData Data = new(
        new RatingMatrix(new Vocabulary([1, 2, 3]), new Vocabulary([10, 20, 30, 40, 50]), [0, 3, 6, 7], [0, 1, 3, 0, 2, 4, 2], [8, 9, 8, 8, 10, 9, 2], null),
        MovieFacts.Unknown(5));

    private static readonly ViewerSplit Split = new(2, [0, 1, 1], [false, true, true, false, true, false, false]);

    [Fact]
    public void What_is_known_and_asked_is_as_the_split_says()
    {
        var protocol = new StrongGeneralisation(Data, Split);

        (protocol.Folds, protocol.Viewers, protocol.HeldOut, protocol.Movies).ShouldBe((2, 2, 3, 5));
        protocol.PlacesOf(0).ShouldBe([0]);
        protocol.PlacesOf(1).ShouldBe([1]);
        protocol.CaseOf(0).Known.ShouldBe([new KnownRating(0, 8)]);
        protocol.CaseOf(0).Wanted.ShouldBe([1, 3]);
        protocol.CaseOf(1).Known.ShouldBe([new KnownRating(0, 8), new KnownRating(4, 9)]);
        protocol.CaseOf(1).Wanted.ShouldBe([2]);
        protocol.CaseOf(1).Seen.ShouldBe([0, 4]);
    }

    [Fact]
    public void Nobody_is_judged_by_a_model_that_knows_them()
    {
        var protocol = new StrongGeneralisation(Data, Split);

        protocol.TrainingOf(0).Ratings.Viewers.Ids.ToArray().ShouldBe([2, 3]);
        protocol.TrainingOf(1).Ratings.Viewers.Ids.ToArray().ShouldBe([1]);
    }

    [Fact]
    public void The_inner_protocol_has_lost_what_is_held_out()
    {
        var data = TasteWorld.Create();
        var split = ViewerSplit.Deal(data.Ratings, new SplitOptions { Seed = 3 });

        var inner = new StrongGeneralisation(data, split).Inner(new SplitOptions { Seed = 4 });

        (int, int)[] hidden = [.. Pairs(data.Ratings).Where((_, place) => split.HeldOut[place])];
        var learned = Enumerable.Range(0, inner.Folds).SelectMany(fold => Pairs(inner.TrainingOf(fold).Ratings)).ToHashSet();
        hidden.Length.ShouldBe(TasteWorld.Viewers);
        learned.Count.ShouldBe(data.Ratings.Count - hidden.Length);
        learned.Overlaps(hidden).ShouldBeFalse();
    }

    [Fact]
    public void A_split_that_holds_nothing_out_is_refused()
        => Should.Throw<ArgumentException>(() => new StrongGeneralisation(Data, new ViewerSplit(2, [0, 1, 1], new bool[7])));

    private static IEnumerable<(int, int)> Pairs(RatingMatrix ratings)
        => Enumerable.Range(0, ratings.Count).Select(place => (ratings.Viewers.IdOf(ratings.ViewerAt(place)), ratings.Movies.IdOf(ratings.Columns[place])));
}
