using FilmRec.Core.Recommending.Interactions;
using FilmRec.Core.Recommending.Models;
using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Tests.Recommending.Models.Clusters;

public sealed class FactorClusterTests
{
    private const int Groups = 3;

    // The genres are unknown, so only who chose what can tell the groups apart.
    private static readonly TrainingData Data = PlantedTastes.Create(Groups) is var planted
        ? planted with { Facts = MovieFacts.Unknown(planted.Ratings.Movies.Count) } : throw new InvalidOperationException();

    private static readonly ClusterModel Model = Train(new ClusterOptions { Factors = 4, MaximumClusters = 6 });

    [Fact]
    public void Groups_are_found_without_genres()
    {
        Model.Clusters.Count.ShouldBe(Groups);
        Model.Clusters.Select(cluster => cluster.Size).ShouldAllBe(size => size == PlantedTastes.ViewersPerGroup);
        for (int group = 0; group < Groups; group++)
        {
            int[] members = [.. Enumerable.Range(0, PlantedTastes.ViewersPerGroup).Select(n => Model.ClusterOf(Known(group + n * Groups))!.Index).Distinct()];
            members.Length.ShouldBe(1);
        }
    }

    [Fact]
    public void Favourites_are_those_of_the_group()
    {
        for (int group = 0; group < Groups; group++)
        {
            var cluster = Model.ClusterOf([new KnownRating(group * PlantedTastes.MoviesPerGenre, 10), new KnownRating(group * PlantedTastes.MoviesPerGenre + 3, 9)]).ShouldNotBeNull();

            cluster.Favourites.ShouldNotBeEmpty();
            cluster.Favourites.ShouldAllBe(movieId => (movieId - 1) / PlantedTastes.MoviesPerGenre == group);
        }
    }

    [Fact]
    public void Nothing_known_is_no_cluster_and_scores_are_everybodys()
    {
        Model.ClusterOf([]).ShouldBeNull();
        float[] scores = new float[Model.Movies.Count];
        Model.Score([], scores);
        scores.ShouldAllBe(score => score > 0);
    }

    [Fact]
    public void Points_are_directions()
    {
        var space = Model.Factors.ShouldNotBeNull();
        float[] points = space.PlaceAll(Data.Ratings, 2, TestContext.Current.CancellationToken);

        for (int start = 0; start < points.Length; start += space.Columns)
        {
            points.AsSpan(start, space.Columns).ToArray().Sum(value => value * value).ShouldBe(1, 1e-4);
        }
    }

    [Fact]
    public void Factors_of_other_films_are_refused()
    {
        using var file = new MemoryStream();
        new ClusterModel(
            PlantedTastes.Ids(Model.Movies.Count - 1), Model.Space, Model.Scaling, Model.Shape, Model.Factors, Model.Centroids, [.. Model.Profiles],
            Model.Clusters, [.. Model.AllScores], [.. Model.Overall]).Save(file);
        file.Position = 0;

        Should.Throw<InvalidDataException>(() => ClusterModel.LoadFactors(file));
    }

    private static KnownRating[] Known(int viewer)
        => [.. Data.Ratings.ColumnsOf(viewer).ToArray().Zip(Data.Ratings.HalfStarsOf(viewer).ToArray(), (movie, halfStars) => new KnownRating(movie, halfStars))];

    private static ClusterModel Train(ClusterOptions options)
        => ClusterTrainer.Train(Data, options, new TrainingSettings(1, 2), TasteWorld.Silent, CancellationToken.None);
}
