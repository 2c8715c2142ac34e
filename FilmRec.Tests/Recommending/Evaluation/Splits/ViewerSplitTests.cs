using FilmRec.Core.Recommending.Evaluation.Splits;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Evaluation.Splits;

public sealed class ViewerSplitTests
{
    private static readonly RatingMatrix Ratings = TasteWorld.Create().Ratings;

    [Fact]
    public void Folds_are_as_even_as_can_be()
    {
        var split = ViewerSplit.Deal(Ratings, new SplitOptions { Folds = 3 });

        int[] sizes = [.. Enumerable.Range(0, 3).Select(fold => split.FoldOf.ToArray().Count(own => own == fold))];
        sizes.Sum().ShouldBe(TasteWorld.Viewers);
        (sizes.Max() - sizes.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_fifth_of_what_each_viewer_liked_is_held_out_and_nothing_else()
    {
        var split = ViewerSplit.Deal(Ratings, new SplitOptions());

        for (int viewer = 0; viewer < TasteWorld.Viewers; viewer++)
        {
            // Six positives each: a fifth of them, rounded, is one.
            bool[] heldOut = split.HeldOut[Ratings.Starts[viewer]..Ratings.Starts[viewer + 1]].ToArray();
            heldOut.Count(held => held).ShouldBe(1);
            Ratings.HalfStarsOf(viewer)[Array.IndexOf(heldOut, true)].ShouldBeGreaterThanOrEqualTo((byte)8);
        }

        split.HeldOutCount.ShouldBe(TasteWorld.Viewers);
    }

    [Fact]
    public void Viewers_who_liked_too_little_have_nothing_held_out()
        => ViewerSplit.Deal(Ratings, new SplitOptions { MinimumPositives = 7 }).HeldOutCount.ShouldBe(0);

    [Fact]
    public void The_seed_alone_decides()
    {
        var one = ViewerSplit.Deal(Ratings, new SplitOptions { Seed = 4 });
        var same = ViewerSplit.Deal(Ratings, new SplitOptions { Seed = 4 });
        var other = ViewerSplit.Deal(Ratings, new SplitOptions { Seed = 5 });

        same.FoldOf.ToArray().ShouldBe(one.FoldOf.ToArray());
        same.HeldOut.ToArray().ShouldBe(one.HeldOut.ToArray());
        other.HeldOut.ToArray().ShouldNotBe(one.HeldOut.ToArray());
    }
}
