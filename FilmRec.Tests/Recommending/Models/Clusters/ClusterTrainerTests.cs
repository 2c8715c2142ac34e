using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Tests.Recommending.Models.Clusters;

public sealed class ClusterTrainerTests
{
    [Theory, InlineData(2), InlineData(3), InlineData(5), InlineData(8)]
    public void Groups_that_are_there_are_found(int groups)
    {
        var model = Train(PlantedTastes.Create(groups));

        model.Clusters.Select(cluster => cluster.Size).ShouldBe(Enumerable.Repeat(PlantedTastes.ViewersPerGroup, groups));
        model.Clusters.Select(cluster => cluster.Genres[0]).ShouldBe(PlantedTastes.GenreNames[..groups], ignoreOrder: true);
    }

    [Fact]
    public void A_cluster_is_named_after_what_it_watches()
        => Train(PlantedTastes.Create(5)).Clusters.ShouldAllBe(cluster => cluster.Name.StartsWith(GenreWords.Of(cluster.Genres[0]), StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Favourites_are_what_the_cluster_likes_and_others_do_not()
    {
        var data = PlantedTastes.Create(4);

        foreach (var cluster in Train(data).Clusters)
        {
            int genre = Array.IndexOf(PlantedTastes.GenreNames, cluster.Genres[0]);
            cluster.Favourites.ShouldNotBeEmpty();
            cluster.Favourites.ShouldAllBe(id => (id - 1) / PlantedTastes.MoviesPerGenre == genre);
        }
    }

    [Fact]
    public void Large_data_are_divided_as_their_sample_suggests()
    {
        var model = Train(PlantedTastes.Create(4), new ClusterOptions { SampleViewers = 100 });

        model.Clusters.Sum(cluster => cluster.Size).ShouldBe(4 * PlantedTastes.ViewersPerGroup);
        model.Clusters.Count.ShouldBe(4);
    }

    [Fact]
    public void There_are_never_more_clusters_than_different_viewers()
    {
        var data = PlantedTastes.Create(2);
        var three = new RatingMatrix(PlantedTastes.Ids(3), data.Ratings.Movies, [0, 1, 2, 3], [0, 1, 20], [9, 9, 2], null);

        var model = Train(new TrainingData(three, data.Facts));

        model.Clusters.Count.ShouldBeInRange(1, 3);
        model.Clusters.Sum(cluster => cluster.Size).ShouldBe(3);
    }

    public static TheoryData<string> DegenerateWorlds => ["nothing", "movies only", "one viewer", "viewers without ratings", "no genres", "viewers all alike"];

    [Theory, MemberData(nameof(DegenerateWorlds))]
    public void Worlds_with_hardly_anything_in_them_give_a_model_that_scores(string world)
    {
        var model = Train(Degenerate(world));
        float[] scores = new float[model.Movies.Count];

        model.Score(model.Movies.Count == 0 ? [] : [new KnownRating(0, 7)], scores);

        scores.ShouldAllBe(score => float.IsFinite(score));
        model.Clusters.Count.ShouldBeGreaterThanOrEqualTo(1);
        model.Clusters.Select(cluster => cluster.Name).ShouldBeUnique();
        model.Clusters.ShouldAllBe(cluster => cluster.Name.Length > 0 && float.IsFinite(cluster.X) && float.IsFinite(cluster.MeanYear));
        var saved = new MemoryStream();
        model.Save(saved);
        saved.Position = 0;
        ClusterModel.Load(saved).Clusters.Count.ShouldBe(model.Clusters.Count);
    }

    [Fact]
    public void An_option_out_of_range_is_named()
    {
        var data = PlantedTastes.Create(2);

        Should.Throw<ArgumentOutOfRangeException>(() => Train(data, new ClusterOptions { MinimumClusters = 0 })).ParamName.ShouldBe("MinimumClusters");
        Should.Throw<ArgumentOutOfRangeException>(() => Train(data, new ClusterOptions { MaximumClusters = 1 })).ParamName.ShouldBe("MaximumClusters");
        Should.Throw<ArgumentOutOfRangeException>(() => Train(data, new ClusterOptions { Damping = 0 })).ParamName.ShouldBe("Damping");
        Should.Throw<ArgumentOutOfRangeException>(() => Train(data, new ClusterOptions { ChosenWeight = double.NaN })).ParamName.ShouldBe("ChosenWeight");
    }

    internal static ClusterModel Train(TrainingData data, ClusterOptions? options = null)
        => ClusterTrainer.Train(data, options ?? new ClusterOptions(), new TrainingSettings(1, 1), TasteWorld.Silent, TestContext.Current.CancellationToken);

    private static TrainingData Degenerate(string world)
    {
        var two = new MovieFacts(["Sea"], [1, 0], [0, 1990]);
        return world switch
        {
            "nothing" => new(Matrix(0, 0, []), new MovieFacts([], [], [])),
            "movies only" => new(Matrix(0, 2, []), two),
            "one viewer" => new(Matrix(1, 2, [[0, 1]]), two),
            "viewers without ratings" => new(Matrix(3, 2, [[], [], []]), two),
            "no genres" => new(Matrix(3, 2, [[0], [1], [0, 1]]), new MovieFacts([], [0, 0], [0, 0])),
            "viewers all alike" => new(Matrix(3, 2, [[0], [0], [0]]), two),
            _ => throw new ArgumentOutOfRangeException(nameof(world)),
        };
    }

    private static RatingMatrix Matrix(int viewers, int movies, int[][] rated)
    {
        int[] starts = new int[viewers + 1];
        for (int viewer = 0; viewer < viewers; viewer++)
        {
            starts[viewer + 1] = starts[viewer] + rated[viewer].Length;
        }

        int[] columns = [.. rated.SelectMany(row => row)];
        return new RatingMatrix(PlantedTastes.Ids(viewers), PlantedTastes.Ids(movies), starts, columns, [.. columns.Select(_ => (byte)8)], null);
    }
}
