using FilmRec.Core.Benchmarks;
using FilmRec.Core.Recommending.Interactions;
using FilmRec.Tests.Recommending;

namespace FilmRec.Tests.Benchmarks;

public sealed class InventedRatingsTests
{
    private static readonly BenchShape Shape = new(3000, 4000, 120_000);

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(3, 4, 6)]
    [InlineData(50, 300, 7000)]
    [InlineData(3000, 800, 120_000)]
    public void There_are_as_many_ratings_as_asked_for_and_no_pair_twice(int viewers, int movies, int ratings)
    {
        var invented = Create(new BenchShape(viewers, movies, ratings), 1);

        (invented.Viewers.Count, invented.Movies.Count, invented.Count).ShouldBe((viewers, movies, ratings));
        invented.HalfStars.ToArray().ShouldAllBe(halfStars => halfStars >= 1 && halfStars <= 10);
        for (int viewer = 0; viewer < viewers; viewer++)
        {
            int[] columns = invented.ColumnsOf(viewer).ToArray();
            columns.Zip(columns.Skip(1), (before, after) => before < after).ShouldAllBe(ascends => ascends);
            columns.ShouldAllBe(column => column >= 0 && column < movies);
        }
    }

    [Fact]
    public void Viewers_and_films_differ_as_they_do_in_life()
    {
        var invented = Create(Shape, 2);

        int[] activity = [.. Enumerable.Range(0, Shape.Viewers).Select(viewer => invented.ColumnsOf(viewer).Length).Order()];
        int[] popularity = [.. invented.Columns.ToArray().CountBy(column => column).Select(pair => pair.Value).OrderDescending()];

        // MovieLens-20M: median 68 where the mean is 144, and the most popular tenth of the films has most of the ratings.
        ((double)activity[Shape.Viewers / 2] / activity.Average()).ShouldBe(68.0 / 144, 0.1);
        popularity.Take(Shape.Movies / 10).Sum().ShouldBeGreaterThan(Shape.Ratings / 2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_ratings()
    {
        var one = Create(Shape, 3);
        var same = Create(Shape, 3);
        var other = Create(Shape, 4);

        same.Columns.ToArray().ShouldBe(one.Columns.ToArray());
        same.HalfStars.ToArray().ShouldBe(one.HalfStars.ToArray());
        other.Columns.ToArray().ShouldNotBe(one.Columns.ToArray());
    }

    private static RatingMatrix Create(BenchShape shape, int seed) => InventedRatings.Create(shape, seed, TasteWorld.Silent, TestContext.Current.CancellationToken);
}
