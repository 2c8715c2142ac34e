using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Features;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Centres of clusters, row-major [k × d], and who is nearest to them. Immutable.</summary>
internal sealed class Centroids(float[] values, int columns)
{
    public int Count => values.Length / columns;
    public int Columns => columns;
    public float[] Values => values;

    public ReadOnlySpan<float> Of(int cluster) => values.AsSpan(cluster * columns, columns);

    /// <summary>Runs ML.NET's K-means: KMeans++ for the start, one thread, so that the seed decides alone.</summary>
    /// <param name="points">[n × d], finite, with at least <paramref name="clusters"/> different rows.</param>
    /// <param name="columns">d, at least 1.</param>
    /// <param name="clusters">k, at least 1.</param>
    /// <param name="iterations">Passes at most.</param>
    /// <param name="seed">Of the start.</param>
    /// <remarks>Arthur and Vassilvitskii, k-means++: the advantages of careful seeding, SODA 2007. O(iterations · n · k · d).</remarks>
    public static Centroids Find(ReadOnlyMemory<float> points, int columns, int clusters, int iterations, int seed)
    {
        if (clusters == 1)
        {
            return new Centroids(Mean(points.Span, columns), columns);
        }

        var context = new MLContext(seed);
        var trainer = context.Clustering.Trainers.KMeans(new KMeansTrainer.Options
        {
            FeatureColumnName = FeatureRows.Column,
            NumberOfClusters = clusters,
            MaximumNumberOfIterations = iterations,
            InitializationAlgorithm = KMeansTrainer.InitializationAlgorithm.KMeansPlusPlus,
            NumberOfThreads = 1,
        });
        VBuffer<float>[]? found = null;
        trainer.Fit(FeatureRows.View(context, points, columns)).Model.GetClusterCentroids(ref found, out int count);
        float[] values = new float[count * columns];
        for (int cluster = 0; cluster < count; cluster++)
        {
            found[cluster].CopyTo(values.AsSpan(cluster * columns, columns));
        }

        return new Centroids(values, columns);
    }

    /// <summary>The nearest centre, and how far it and the next one are. Equal distances go to the lower number.</summary>
    /// <param name="point">[d].</param>
    public Nearest To(ReadOnlySpan<float> point)
    {
        var nearest = new Nearest(0, float.PositiveInfinity, float.PositiveInfinity);
        for (int cluster = 0; cluster < Count; cluster++)
        {
            float distance = TensorPrimitives.Distance(point, Of(cluster));
            nearest = distance < nearest.Distance
                ? new Nearest(cluster, distance, nearest.Distance)
                : nearest with { Next = Math.Min(nearest.Next, distance) };
        }

        return nearest;
    }

    /// <summary>The nearest centre of every point, [n].</summary>
    public int[] Assign(ReadOnlySpan<float> points)
    {
        int[] assigned = new int[points.Length / columns];
        for (int n = 0; n < assigned.Length; n++)
        {
            assigned[n] = To(points.Slice(n * columns, columns)).Cluster;
        }

        return assigned;
    }

    private static float[] Mean(ReadOnlySpan<float> points, int columns)
    {
        float[] mean = new float[columns];
        int rows = Math.Max(1, points.Length / columns);
        for (int start = 0; start < points.Length; start += columns)
        {
            TensorPrimitives.MultiplyAdd(points.Slice(start, columns), 1f / rows, mean, mean);
        }

        return mean;
    }
}

/// <summary>Where a point belongs.</summary>
/// <param name="Cluster">Number of the nearest centre.</param>
/// <param name="Distance">To it.</param>
/// <param name="Next">To the second nearest; infinite where there is only one.</param>
internal readonly record struct Nearest(int Cluster, float Distance, float Next);
