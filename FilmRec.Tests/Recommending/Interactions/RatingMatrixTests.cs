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
    public void Lengths_that_do_not_fit_are_refused()
        => Should.Throw<ArgumentException>(() => new RatingMatrix(new Vocabulary([1]), new Vocabulary([5]), [0, 2], [0], [3], null));
}
