using FilmRec.Core.Recommending.Models.Als;
using FilmRec.Core.Recommending.Models.Blend;
using FilmRec.Core.Recommending.Models.Clusters;
using FilmRec.Core.Recommending.Models.Content;
using FilmRec.Core.Recommending.Models.Ease;
using FilmRec.Core.Recommending.Models.Factorisation;
using FilmRec.Core.Recommending.Models.MovieMeans;
using FilmRec.Core.Recommending.Models.Neighbours;
using FilmRec.Core.Recommending.Models.Popularity;
using FilmRec.Core.Recommending.Models.Trends;

namespace FilmRec.Core.Recommending.Models;

/// <summary>All kinds of models, in the order in which they are trained. A new kind is a folder here and one entry below.</summary>
public static class ModelKinds
{
    public static IReadOnlyList<ModelKind> All { get; } =
    [
        PopularityKind.Kind,
        TrendsKind.Kind,
        ClusterKind.Kind,
        ClusterKind.Factors,
        MovieMeansKind.Kind,
        StarFactorsKind.Kind,
        AlsKind.Kind,
        NeighboursKind.Kind,
        ContentKind.Kind,
        EaseKind.Kind,
        BlendKind.Kind,
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static ModelKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
