using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Tests.Recommending.Features;

public sealed class ViewerFeaturesTests
{
    private const uint Day = 86_400;
    private const uint Newest = 1_500_000_000;

    // Two genres; the third movie has both, the fourth neither genre nor year. The last viewer has not rated.
    private static readonly MovieFacts Facts = new(["Sea", "Space"], [1, 2, 3, 0], [1990, 2000, 2010, 0]);

    private static readonly RatingMatrix Ratings = new(
        new Vocabulary([10, 20, 30]), new Vocabulary([1, 2, 3, 4]), [0, 3, 5, 5], [0, 2, 3, 0, 1], [10, 6, 2, 4, 8],
        [Newest - 9 * Day, Newest - 20 * Day, Newest - 9 * Day, Newest, Newest - Day]);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public void Features_are_what_one_computes_by_hand()
    {
        var space = ViewerFeatures.Of(Ratings, Facts, CancellationToken).Space;
        float[] features = new float[space.Columns.Count];

        space.Describe(Ratings.ColumnsOf(0), Ratings.HalfStarsOf(0), Ratings.RatedAtOf(0), features);

        // All ratings: 5, 3, 1, 2, 4 stars: mean 3, variance 2; years 1990, 2010, 1990, 2000; Sea 3 of 5, Space 2 of 5.
        const double Damping = ViewerFeatureSpace.Damping;
        double popularity = (2 * Math.Log(3) + 3 * Math.Log(2)) / 5;
        space.Columns.ShouldBe(["rating_count", "recency", "mean_stars", "spread", "mean_year", "mean_popularity", "share:Sea", "share:Space", "above_mean:Sea", "above_mean:Space"]);
        double[] expected =
        [
            Math.Log(4),
            Math.Log(10),
            3,
            Math.Sqrt((4 + 0 + 4 + Damping * 2) / (3 + Damping)),
            (1990 + 2010 + Damping * 1997.5) / (2 + Damping),
            (Math.Log(3) + 2 * Math.Log(2) + Damping * popularity) / (3 + Damping),
            (2 + Damping * 0.6) / (3 + Damping),
            (1 + Damping * 0.4) / (3 + Damping),
            2.0 / (2 + Damping),
            0,
        ];
        for (int column = 0; column < expected.Length; column++)
        {
            ((double)features[column]).ShouldBe(expected[column], 1e-3, space.Columns[column]);
        }
    }

    [Fact]
    public void A_viewer_who_comes_later_is_treated_as_those_in_the_data()
    {
        var features = ViewerFeatures.Of(Ratings, Facts, CancellationToken);
        float[] later = new float[features.Table.Columns.Count];

        for (int viewer = 0; viewer < Ratings.Viewers.Count; viewer++)
        {
            features.Standardize(Ratings.ColumnsOf(viewer), Ratings.HalfStarsOf(viewer), Ratings.RatedAtOf(viewer), later);

            later.ShouldBe(features.Table.Row(viewer).ToArray());
        }
    }

    [Fact]
    public void A_viewer_without_ratings_looks_like_everybody_and_changes_nobody()
    {
        var features = ViewerFeatures.Of(Ratings, Facts, CancellationToken);
        float[] nobody = new float[features.Table.Columns.Count];

        features.Space.Describe([], [], [], nobody);

        nobody[2].ShouldBe(3);
        nobody[6].ShouldBe(0.6f, 1e-6f);
        nobody[8].ShouldBe(0);
        var two = ViewerFeatures.Of(
            new RatingMatrix(new Vocabulary([10, 20]), Ratings.Movies, [0, 3, 5], Ratings.Columns.ToArray(), Ratings.HalfStars.ToArray(),
                [Newest - 9 * Day, Newest - 20 * Day, Newest - 9 * Day, Newest, Newest - Day]),
            Facts, CancellationToken);
        two.Table.Row(0).ToArray().ShouldBe(features.Table.Row(0).ToArray());
    }

    [Fact]
    public void A_rating_after_the_newest_of_the_data_counts_as_today()
    {
        var space = ViewerFeatures.Of(Ratings, Facts, CancellationToken).Space;
        float[] features = new float[space.Columns.Count];

        space.Describe([0], [10], [Newest + 400 * Day], features);

        features[1].ShouldBe(0);
    }

    [Fact]
    public void The_table_has_a_row_for_each_viewer()
    {
        var table = ViewerFeatures.Of(Ratings, Facts, CancellationToken).Table;

        table.Rows.ShouldBe(3);
        table.Values.ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Worlds_with_nothing_in_them_have_features_too()
    {
        var noGenres = new MovieFacts([], new ulong[4], new short[4]);
        var empty = new RatingMatrix(new Vocabulary([]), new Vocabulary([]), [0], [], [], null);

        ViewerFeatures.Of(Ratings, noGenres, CancellationToken).Table.Values.ShouldAllBe(value => float.IsFinite(value));
        ViewerFeatures.Of(empty, new MovieFacts([], [], []), CancellationToken).Table.Rows.ShouldBe(0);
        MovieFeatures.Of(empty, new MovieFacts([], [], [])).Table.Rows.ShouldBe(0);
    }
}
