using System.Numerics.Tensors;
using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Finds taste clusters with K-means and what each of them likes.</summary>
/// <remarks>
/// Viewers are compared by what they choose to watch: years, popularity and genres, or the factors of taste that ALS finds. How much, how lately and how kindly somebody rates is left out,
/// or every newcomer would belong to the cluster of newcomers.
/// </remarks>
public static class ClusterTrainer
{
    private const int MostGenres = 5;

    /// <param name="data">Viewers without ratings are left out; there need not be any viewer.</param>
    /// <param name="options">How.</param>
    /// <param name="settings">The seed of K-means, which runs on one thread whatever is allowed; threads for the factors, on which the model does not depend.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public static ClusterModel Train(
        TrainingData data, ClusterOptions options, TrainingSettings settings, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        options.Validate();
        progress.Report(new WorkProgress("Computing features of viewers", 0, data.Ratings.Viewers.Count));
        var features = ViewerFeatures.Of(data.Ratings, data.Facts, cancellationToken);
        var shape = new InterestShape(options.Clip, options.EraWeight);
        var factors = options.Factors == 0 ? null : FactorSpace.Train(data.Ratings, options.Factors, settings, progress, cancellationToken);
        float[] points = factors?.PlaceAll(data.Ratings, settings.Threads, cancellationToken) ?? ActivePoints(data.Ratings, features, shape);
        var centroids = Find(points, factors?.Columns ?? features.Space.Interests, options, settings.Seed, progress, cancellationToken);
        centroids = LargestFirst(centroids, points);

        progress.Report(new WorkProgress("Counting what each cluster likes", 0, data.Ratings.Count));
        cancellationToken.ThrowIfCancellationRequested();
        int[] clusterOf = ByViewer(data.Ratings, centroids.Assign(points));
        int[] sizes = Sizes(clusterOf, centroids.Count);
        var tastes = ClusterTastes.Of(data.Ratings, clusterOf, sizes, options);
        float[][] profiles = Profiles(features.Table, clusterOf, sizes);
        var clusters = Describe(features, centroids, sizes, profiles, tastes, data.Ratings.Movies);
        progress.Report(new WorkProgress("Counting what each cluster likes", data.Ratings.Count, data.Ratings.Count, $"{clusters.Length} clusters"));
        return new ClusterModel(data.Ratings.Movies, features.Space, features.Scaling, shape, factors, centroids, profiles, clusters, tastes.Scores, tastes.Overall);
    }

    private static Centroids Find(
        float[] points, int columns, ClusterOptions options, int seed, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        int rows = points.Length / columns;
        if (rows <= options.SampleViewers)
        {
            return ClusterCount.Choose(points, columns, options, seed, progress, cancellationToken);
        }

        float[] sample = new float[options.SampleViewers * columns];
        for (int n = 0; n < options.SampleViewers; n++)
        {
            int row = (int)((long)n * rows / options.SampleViewers);
            points.AsSpan(row * columns, columns).CopyTo(sample.AsSpan(n * columns));
        }

        int count = ClusterCount.Choose(sample, columns, options, seed, progress, cancellationToken).Count;
        cancellationToken.ThrowIfCancellationRequested();
        progress.Report(new WorkProgress("Finding clusters", 0, null, $"{count} clusters"));
        return Centroids.Find(points, columns, count, options.Iterations, seed);
    }

    // Interests of the viewers who have rated, [active × interests].
    private static float[] ActivePoints(RatingMatrix ratings, ViewerFeatures features, InterestShape shape)
    {
        int interests = features.Space.Interests;
        int active = 0;
        float[] points = new float[ratings.Viewers.Count * interests];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            if (ratings.ColumnsOf(viewer).Length > 0)
            {
                var point = points.AsSpan(active++ * interests, interests);
                features.Table.Row(viewer).Slice(ViewerFeatureSpace.FirstInterest, interests).CopyTo(point);
                shape.Apply(point);
            }
        }

        return points[..(active * interests)];
    }

    // Centres without members go; the others are sorted by members, so that number 0 is the taste that most share.
    private static Centroids LargestFirst(Centroids centroids, ReadOnlySpan<float> points)
    {
        int[] sizes = Sizes(centroids.Assign(points), centroids.Count);
        int[] order = [.. Enumerable.Range(0, centroids.Count).Where(c => sizes[c] > 0).OrderByDescending(c => sizes[c]).ThenBy(c => c)];
        if (order.Length == 0)
        {
            order = [0];
        }

        float[] values = new float[order.Length * centroids.Columns];
        for (int n = 0; n < order.Length; n++)
        {
            centroids.Of(order[n]).CopyTo(values.AsSpan(n * centroids.Columns));
        }

        return new Centroids(values, centroids.Columns);
    }

    private static int[] ByViewer(RatingMatrix ratings, int[] assigned)
    {
        int[] clusterOf = new int[ratings.Viewers.Count];
        int active = 0;
        for (int viewer = 0; viewer < clusterOf.Length; viewer++)
        {
            clusterOf[viewer] = ratings.ColumnsOf(viewer).Length > 0 ? assigned[active++] : -1;
        }

        return clusterOf;
    }

    private static int[] Sizes(int[] clusterOf, int clusters)
    {
        int[] sizes = new int[clusters];
        foreach (int cluster in clusterOf)
        {
            if (cluster >= 0)
            {
                sizes[cluster]++;
            }
        }

        return sizes;
    }

    // Mean standardised features of the members.
    private static float[][] Profiles(FeatureTable features, int[] clusterOf, int[] sizes)
    {
        float[][] profiles = Array.ConvertAll(sizes, _ => new float[features.Columns.Count]);
        for (int viewer = 0; viewer < clusterOf.Length; viewer++)
        {
            if (clusterOf[viewer] is var cluster and >= 0)
            {
                TensorPrimitives.MultiplyAdd(features.Row(viewer), 1f / sizes[cluster], profiles[cluster], profiles[cluster]);
            }
        }

        return profiles;
    }

    private static TasteCluster[] Describe(
        ViewerFeatures features, Centroids centroids, int[] sizes, float[][] profiles, ClusterTastes tastes, Vocabulary movies)
    {
        string[][] genres = Array.ConvertAll(profiles, profile => TopGenres(features.Space, profile));
        float[] years = Array.ConvertAll(profiles, profile => features.Scaling.Undo(ViewerFeatureSpace.MeanYearColumn, profile[ViewerFeatureSpace.MeanYearColumn]));
        string[] names = ClusterNames.Of(profiles, genres, years);
        var positions = CentroidPlane.Positions(centroids);
        var clusters = new TasteCluster[sizes.Length];
        for (int cluster = 0; cluster < clusters.Length; cluster++)
        {
            clusters[cluster] = new TasteCluster(
                cluster, names[cluster], sizes[cluster], genres[cluster], Array.ConvertAll(tastes.Favourites[cluster], movies.IdOf),
                features.Scaling.Undo(ViewerFeatureSpace.MeanStarsColumn, profiles[cluster][ViewerFeatureSpace.MeanStarsColumn]),
                years[cluster],
                positions[cluster].X, positions[cluster].Y);
        }

        return clusters;
    }

    private static string[] TopGenres(ViewerFeatureSpace space, float[] profile)
        => [.. Enumerable.Range(0, space.Facts.GenreNames.Count)
            .Where(genre => profile[ViewerFeatureSpace.ShareColumn(genre)] > 0)
            .OrderByDescending(genre => profile[ViewerFeatureSpace.ShareColumn(genre)]).ThenBy(genre => genre)
            .Take(MostGenres).Select(genre => space.Facts.GenreNames[genre])];
}
