using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Tests.Recommending.Models.Clusters;

public sealed class ClusterPartsTests
{
    [Fact]
    public void The_silhouette_compares_the_others_of_the_own_cluster_with_the_next_one()
    {
        float[] points = [1, 0, -1, 0, 0, 3, 4, 1, 4, -1, 9, 9];
        var centroids = new Centroids([0, 1, 4, 0, 9, 9], columns: 2);

        double silhouette = ClusterCount.Silhouette(points, centroids, out double smallestShare);

        double[][] others = [[-0.5, 1.5], [0.5, 1.5], [0, 0], [4, -1], [4, 1]];
        int[] next = [1, 1, 1, 0, 0];
        double expected = others.Select((mean, n) =>
        {
            double a = Math.Sqrt(Math.Pow(points[2 * n] - mean[0], 2) + Math.Pow(points[2 * n + 1] - mean[1], 2));
            double b = Math.Sqrt(Math.Pow(points[2 * n] - centroids.Of(next[n])[0], 2) + Math.Pow(points[2 * n + 1] - centroids.Of(next[n])[1], 2));
            return (b - a) / Math.Max(a, b);
        }).Sum() / 6;
        silhouette.ShouldBe(expected, 1e-6);
        smallestShare.ShouldBe(1 / 6.0);
    }

    [Fact]
    public void With_one_centre_or_no_point_there_is_no_silhouette()
    {
        ClusterCount.Silhouette([1, 0, 2, 0], new Centroids([0, 0], columns: 2), out _).ShouldBe(0);
        ClusterCount.Silhouette([], new Centroids([0, 0, 1, 1], columns: 2), out _).ShouldBe(0);
    }

    [Fact]
    public void Equal_distances_go_to_the_lower_number()
        => new Centroids([0, 0, 4, 0], columns: 2).To([2, 0]).Cluster.ShouldBe(0);

    [Fact]
    public void One_cluster_has_the_mean_as_its_centre()
        => Centroids.Find(new float[] { 0, 2, 4, 4 }, 2, clusters: 1, iterations: 10, seed: 1).Values.ShouldBe([2, 3]);

    [Fact]
    public void The_plane_keeps_the_distances_between_three_centres()
    {
        var centroids = new Centroids([0, 0, 0, 1, 3, 0, 1, 5, 2, 2, 2, 2], columns: 4);

        var positions = CentroidPlane.Positions(centroids);

        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < a; b++)
            {
                double expected = Math.Sqrt(Enumerable.Range(0, 4).Sum(column => Math.Pow(centroids.Of(a)[column] - centroids.Of(b)[column], 2)));
                Math.Sqrt(Math.Pow(positions[a].X - positions[b].X, 2) + Math.Pow(positions[a].Y - positions[b].Y, 2)).ShouldBe(expected, 1e-3);
            }
        }
    }

    [Fact]
    public void One_centre_lies_in_the_middle_of_the_plane_and_two_on_a_line()
    {
        CentroidPlane.Positions(new Centroids([3, 4], columns: 2)).ShouldBe([(0f, 0f)]);
        var two = CentroidPlane.Positions(new Centroids([0, 0, 3, 4], columns: 2));
        Math.Abs(two[0].X - two[1].X).ShouldBe(5, 1e-4);
        two.ShouldAllBe(position => position.Y == 0);
    }

    [Fact]
    public void Names_tell_clusters_apart()
    {
        float[] usual = new float[6];
        float[] older = [0, 0, 0, 0, -1.5f, 0.6f];
        float[] popular = [0, 0, 0, 0, -0.2f, 0.9f];

        string[] names = ClusterNames.Of(
            [usual, older, older, popular, usual, usual, usual],
            [["War", "Drama", "Crime"], ["War"], ["War"], [], ["War", "Drama", "Comedy"], ["War", "Drama"], ["War", "Drama"]],
            [1990, 1958, 1951.5f, 1990, 1990, 1990, 1990]);

        names.ShouldBe(["War films and dramas", "War films of the 50s", "Famous war films of the 50s", "Famous films of all kinds", "War films, dramas and comedies", "War films and dramas 2", "War films and dramas 3"]);
    }

    [Theory]
    [InlineData(2012, "Sea films of the 2010s")]
    [InlineData(1931, "Sea films of the 30s")]
    [InlineData(1911, "Sea films of the 1910s")]
    [InlineData(0, "Sea films")]
    public void An_era_is_named_by_its_decade(float meanYear, string name)
        => ClusterNames.Of([[0, 0, 0, 0, 2, 0]], [["Sea"]], [meanYear]).ShouldBe([name]);

    [Fact]
    public void The_plane_lies_where_the_centres_differ_and_then_where_viewers_do()
    {
        var two = new Centroids([0, 0, 0, 10, 0, 0], columns: 3);
        float[] sample = [0, 3, 1, 0, -3, -1, 10, 3, 1, 10, -3, -1, 5, 6, 2, 5, -6, -2];

        var plane = ClusterPlane.Of(two, sample);

        plane.Place([0, 0, 0]).ShouldBe((-5, 0), 1e-3);
        plane.Place([10, 0, 0]).ShouldBe((5, 0), 1e-3);
        plane.Place([5, 3, 1]).ShouldBe((0, (float)Math.Sqrt(10)), 1e-3);
        ClusterPlane.Of(two, sample).Place([1, 2, 3]).ShouldBe(plane.Place([1, 2, 3]));
    }

    [Fact]
    public void Where_all_viewers_are_alike_the_plane_is_a_point()
        => ClusterPlane.Of(new Centroids([3, 4], columns: 2), [3, 4, 3, 4]).Place([7, 7]).ShouldBe((0f, 0f));
}

file static class Places
{
    public static void ShouldBe(this (float X, float Y) place, (float X, float Y) expected, double tolerance)
    {
        place.X.ShouldBe(expected.X, tolerance);
        place.Y.ShouldBe(expected.Y, tolerance);
    }
}
