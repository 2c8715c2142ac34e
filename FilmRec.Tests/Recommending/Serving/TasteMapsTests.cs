using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Serving;
using FilmRec.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FilmRec.Tests.Recommending.Serving;

public sealed class TasteMapsTests
{
    [Theory, DatabaseUnderTest]
    public async Task Viewers_lie_near_the_middle_of_their_cluster_and_where_they_are_told_to_be(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, ClusterModel.Name);
        var maps = place.Services.GetRequiredService<TasteMaps>();

        var map = (await maps.LiveAsync(CancellationToken.None)).ShouldNotBeNull();

        map.Points.Count.ShouldBe(100);
        map.Viewers.ShouldBe(100);
        map.Points.ShouldAllBe(point => point.X >= 0 && point.X <= 1 && point.Y >= 0 && point.Y <= 1 && point.Cluster < map.Clusters.Count);
        map.Clusters.Select(cluster => cluster.Genres[0]).ShouldBe(["Sea", "Space"], ignoreOrder: true);
        foreach (var group in map.Points.GroupBy(point => point.Cluster))
        {
            group.Average(point => point.X).ShouldBe(map.Centres[group.Key].X, 0.1);
        }

        var you = (await maps.PlaceAsync(place.World.Viewers[0], CancellationToken.None)).ShouldNotBeNull();
        map.Clusters[you.Cluster].Genres[0].ShouldBe("Sea");
        map.Points.ShouldContain(you);
    }

    [Theory, DatabaseUnderTest]
    public async Task A_map_is_drawn_once_for_a_model_and_the_same_for_the_same_data(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, ClusterModel.Name, ClusterModel.FactorsName);
        var maps = place.Services.GetRequiredService<TasteMaps>();

        var first = (await maps.LiveAsync(CancellationToken.None)).ShouldNotBeNull();
        (await maps.LiveAsync(CancellationToken.None)).ShouldBeSameAs(first);
        (await maps.LiveAsync(ClusterModel.FactorsName, CancellationToken.None)).ShouldNotBeNull().Kind.ShouldBe(ClusterModel.FactorsName);

        await place.TrainAsync(ClusterModel.Name);
        var second = (await maps.LiveAsync(CancellationToken.None)).ShouldNotBeNull();
        second.ModelId.ShouldNotBe(first.ModelId);
        second.Points.ShouldBe(first.Points);
    }

    [Theory, DatabaseUnderTest]
    public async Task Whoever_has_rated_nothing_lies_nowhere_and_without_clusters_there_is_no_map(DatabaseKind kind)
    {
        await using var place = await ShelfPlace.CreateAsync(kind, "");
        var maps = place.Services.GetRequiredService<TasteMaps>();
        (await maps.LiveAsync(CancellationToken.None)).ShouldBeNull();
        (await maps.PlaceAsync(place.World.Viewers[0], CancellationToken.None)).ShouldBeNull();

        await place.TrainAsync(ClusterModel.Name);

        (await maps.PlaceAsync(place.World.Newcomer, CancellationToken.None)).ShouldBeNull();
        (await maps.PlaceAsync(place.World.Viewers[^1] + 1000, CancellationToken.None)).ShouldBeNull();
    }
}
