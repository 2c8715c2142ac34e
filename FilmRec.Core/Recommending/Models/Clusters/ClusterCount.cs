namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Chooses how many clusters there are by silhouette.</summary>
internal static class ClusterCount
{
    // Far apart, so that the starts of one training are not those of the next seed.
    private const int SeedStep = 7919;

    /// <summary>Finds centres for every number of clusters that is allowed and takes those to use.</summary>
    /// <param name="points">[n × d].</param>
    /// <param name="columns">d, at least 1.</param>
    /// <param name="options">Range and tolerance.</param>
    /// <param name="seed">Of every start.</param>
    /// <param name="progress">One step for each number tried.</param>
    /// <param name="cancellationToken">Stops between two numbers.</param>
    /// <returns>
    /// Of the numbers whose smallest cluster is large enough, the one with the best silhouette; where even that is not clear, the largest whose
    /// silhouette is within the tolerance of the best. One centre where the points are all alike.
    /// </returns>
    public static Centroids Choose(
        ReadOnlyMemory<float> points, int columns, ClusterOptions options, int seed, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        int most = Math.Max(1, Distinct(points.Span, columns, options.MaximumClusters));
        int fewest = Math.Min(options.MinimumClusters, most);
        var tried = new List<Candidate>();
        for (int k = fewest; k <= most; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress.Report(new WorkProgress("Choosing the number of clusters", k - fewest, most - fewest + 1));
            var best = BestOfStarts(points, columns, k, options, seed);
            if (tried.Count == 0 || best.SmallestShare >= options.SmallestShare)
            {
                tried.Add(best);
            }
        }

        var clearest = tried.MaxBy(candidate => candidate.Silhouette);
        return clearest.Silhouette >= options.ClearSilhouette
            ? clearest.Centroids
            : tried.FindLast(candidate => candidate.Silhouette >= clearest.Silhouette * (1 - options.SilhouetteTolerance)).Centroids;
    }

    // K-means ends in the valley where it starts; some starts are unlucky.
    private static Candidate BestOfStarts(ReadOnlyMemory<float> points, int columns, int clusters, ClusterOptions options, int seed)
        => Enumerable.Range(0, clusters == 1 ? 1 : options.Starts)
            .Select(start => Centroids.Find(points, columns, clusters, options.Iterations, unchecked(seed + start * SeedStep)))
            .Select(centroids => new Candidate(centroids, Silhouette(points.Span, centroids, out double smallest), smallest))
            .MaxBy(candidate => candidate.Silhouette);

    /// <summary>
    /// Mean simplified silhouette: for each point (b − a) / max(a, b) with a the distance to the mean of the others of its cluster and b to the
    /// next centre; 0 for a point alone in its cluster.
    /// </summary>
    /// <param name="points">[n × d].</param>
    /// <param name="centroids">With one centre nothing can be said and the answer is 0.</param>
    /// <param name="smallestShare">Out: members of the smallest cluster by all points.</param>
    /// <returns>−1 … 1; higher is a clearer division.</returns>
    /// <remarks>
    /// Rousseeuw, Silhouettes, J. Comput. Appl. Math. 20, 1987, with distances to centres instead of to all members (the simplified silhouette of
    /// Hruschka, de Castro and Campello, ICDM 2004): O(n · k · d) instead of O(n² · d). A centre is drawn towards each of its own few members; the
    /// mean of the s − 1 others lies s / (s − 1) times as far, and without that step many tiny clusters would look best.
    /// </remarks>
    public static double Silhouette(ReadOnlySpan<float> points, Centroids centroids, out double smallestShare)
    {
        int rows = points.Length / centroids.Columns;
        int[] sizes = new int[centroids.Count];
        var nearest = new Nearest[rows];
        for (int n = 0; n < rows; n++)
        {
            nearest[n] = centroids.To(points.Slice(n * centroids.Columns, centroids.Columns));
            sizes[nearest[n].Cluster]++;
        }

        double sum = 0;
        foreach (var (cluster, distance, next) in nearest)
        {
            int members = sizes[cluster];
            if (members > 1 && next > 0 && float.IsFinite(next))
            {
                double own = distance * (double)members / (members - 1);
                sum += (next - own) / Math.Max(next, own);
            }
        }

        smallestShare = (double)sizes.Min() / Math.Max(1, rows);
        return sum / Math.Max(1, rows);
    }

    // K-means needs as many different points as clusters. Counting stops at the number that is of interest.
    private static int Distinct(ReadOnlySpan<float> points, int columns, int enough)
    {
        var seen = new List<int>();
        for (int start = 0; start < points.Length && seen.Count < enough; start += columns)
        {
            var point = points.Slice(start, columns);
            bool known = false;
            foreach (int other in seen)
            {
                known |= points.Slice(other, columns).SequenceEqual(point);
            }

            if (!known)
            {
                seen.Add(start);
            }
        }

        return seen.Count;
    }

    private readonly record struct Candidate(Centroids Centroids, double Silhouette, double SmallestShare);
}
