using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Interactions;

public sealed class RatingMatrixTests
{
    [Fact]
    public void A_copy_of_some_viewers_keeps_their_ratings_and_all_movies()
    {
        var all = TasteWorld.Create().Ratings;

        var some = all.OfViewers([0, 7, TasteWorld.Viewers - 1]);

        some.Viewers.Ids.ToArray().ShouldBe([all.Viewers.IdOf(0), all.Viewers.IdOf(7), all.Viewers.IdOf(TasteWorld.Viewers - 1)]);
        some.Movies.ShouldBe(all.Movies);
        some.ColumnsOf(1).ToArray().ShouldBe(all.ColumnsOf(7).ToArray());
        some.HalfStarsOf(1).ToArray().ShouldBe(all.HalfStarsOf(7).ToArray());
        some.RatedAtOf(2).ToArray().ShouldBe(all.RatedAtOf(TasteWorld.Viewers - 1).ToArray());
    }

    [Fact]
    public void Ratings_without_times_are_copied_without_times()
    {
        var all = new RatingMatrix(new Vocabulary([1, 2]), new Vocabulary([5]), [0, 1, 2], [0, 0], [3, 4], null);

        var some = all.OfViewers([1]);

        some.HasTimes.ShouldBeFalse();
        some.RatedAtOf(0).IsEmpty.ShouldBeTrue();
        some.HalfStars.ToArray().ShouldBe([(byte)4]);
    }

    [Fact]
    public void A_copy_without_some_ratings_keeps_the_others_in_their_rows()
    {
        var all = new RatingMatrix(new Vocabulary([1, 2, 3]), new Vocabulary([5, 6]), [0, 2, 3, 5], [0, 1, 1, 0, 1], [1, 2, 3, 4, 5], [11, 12, 13, 14, 15]);

        var some = all.Without([false, true, true, false, false]);

        some.Starts.ToArray().ShouldBe([0, 1, 1, 3]);
        some.Columns.ToArray().ShouldBe([0, 0, 1]);
        some.HalfStars.ToArray().ShouldBe([(byte)1, (byte)4, (byte)5]);
        some.RatedAtOf(2).ToArray().ShouldBe([14u, 15u]);
        all.Count.ShouldBe(5);
    }

    [Fact]
    public void Every_rating_knows_its_viewer_across_empty_rows()
    {
        var all = new RatingMatrix(new Vocabulary([1, 2, 3, 4]), new Vocabulary([5, 6]), [0, 0, 2, 2, 3], [0, 1, 1], [1, 2, 3], null);

        Enumerable.Range(0, all.Count).Select(all.ViewerAt).ShouldBe([1, 1, 3]);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
        => Should.Throw<ArgumentException>(() => new RatingMatrix(new Vocabulary([1]), new Vocabulary([5]), [0, 2], [0], [3], null));
}
