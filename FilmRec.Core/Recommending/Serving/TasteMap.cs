using FilmRec.Core.Recommending.Models.Clusters;

namespace FilmRec.Core.Recommending.Serving;

/// <summary>Viewers laid out by taste, in two dimensions: a sample of them, and all clusters. Immutable.</summary>
/// <param name="ModelId">The cluster model that it shows.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Clusters">The largest first.</param>
/// <param name="Centres">Where each cluster has its middle, by cluster.</param>
/// <param name="Points">Viewers, drawn by lot; at most <see cref="TasteMaps.MostPoints"/>.</param>
public sealed record TasteMap(int ModelId, string Kind, IReadOnlyList<TasteCluster> Clusters, IReadOnlyList<TastePoint> Centres, IReadOnlyList<TastePoint> Points)
{
    /// <summary>Viewers whom the clusters were made of.</summary>
    public int Viewers => Clusters.Sum(cluster => cluster.Size);
}

/// <summary>A place on a <see cref="TasteMap"/>. Only neighbourhood means something: the axes have no names.</summary>
/// <param name="X">0 … 1 from the left.</param>
/// <param name="Y">0 … 1 from the top.</param>
/// <param name="Cluster">Index of the taste cluster that it belongs to.</param>
public readonly record struct TastePoint(float X, float Y, int Cluster);
