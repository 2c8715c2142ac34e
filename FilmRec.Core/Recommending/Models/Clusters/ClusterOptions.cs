namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>How taste clusters are found and what counts as a favourite.</summary>
public sealed record ClusterOptions
{
    /// <summary>Viewers are placed by so many factors of taste that ALS finds, at most 64; 0 places them by their interests: genres, years, popularity.</summary>
    public int Factors { get; init; }

    /// <summary>Fewest clusters to try, at least 1.</summary>
    public int MinimumClusters { get; init; } = 2;

    /// <summary>Most clusters to try; never more than there are different viewers.</summary>
    public int MaximumClusters { get; init; } = 20;

    /// <summary>The number of clusters is chosen on at most this many viewers, evenly spaced; the clusters themselves are found on all.</summary>
    public int SampleViewers { get; init; } = 10_000;

    /// <summary>
    /// From which silhouette on groups are believed to be there, and their number is taken exactly. Kaufman and Rousseeuw (Finding Groups in Data,
    /// 1990, table 4) call 0.51 and more a reasonable structure.
    /// </summary>
    public double ClearSilhouette { get; init; } = 0.51;

    /// <summary>
    /// Where no number is clear, how far below the best silhouette a larger number may lie and still be preferred, as a share of it. Tastes shade
    /// into one another, the curve is flat, and more clusters tell them apart better: on ml-latest-small NDCG@100 is .23 with 3 clusters, .27 with 9.
    /// </summary>
    public double SilhouetteTolerance { get; init; } = 0.15;

    /// <summary>Share of the viewers that the smallest cluster must hold; fewer are odd people, not a taste.</summary>
    public double SmallestShare { get; init; } = 0.01;

    /// <summary>Standardised features beyond this many deviations count as this many, so that one strange viewer is not a cluster of their own.</summary>
    public float Clip { get; init; } = 3;

    /// <summary>What mean release year and mean popularity weigh beside 1 for the share of a genre, 0 … 1.</summary>
    public float EraWeight { get; init; } = 0.7f;

    /// <summary>Starts of K-means for each number of clusters; the one with the best silhouette counts.</summary>
    public int Starts { get; init; } = 4;

    /// <summary>Passes of K-means over the viewers at most.</summary>
    public int Iterations { get; init; } = 100;

    /// <summary>From how many half stars on a rating says "I liked it", 1 … 10.</summary>
    public int PositiveHalfStars { get; init; } = 8;

    /// <summary>What a rating below <see cref="PositiveHalfStars"/> counts beside 1 for one that says "I liked it", 0 … 1: it was chosen, after all.</summary>
    public double ChosenWeight { get; init; } = 0.3;

    /// <summary>Members with the taste of the whole population that every cluster starts with; small clusters borrow more.</summary>
    public double Damping { get; init; } = 20;

    /// <summary>Members who must have liked a movie before it can be named as a favourite; less where the cluster is small.</summary>
    public int MinimumFavouriteCount { get; init; } = 5;

    /// <summary>Favourites kept for each cluster, at most.</summary>
    public int Favourites { get; init; } = 20;

    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Factors);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Factors, FactorSpace.MaximumFactors);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumClusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumClusters, MinimumClusters);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumClusters, ClusterModel.MaximumClusters);
        ArgumentOutOfRangeException.ThrowIfLessThan(SampleViewers, MaximumClusters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Clip);
        ArgumentOutOfRangeException.ThrowIfLessThan(Starts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Iterations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PositiveHalfStars, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(PositiveHalfStars, 10);
        ThrowIfNotShare(ClearSilhouette, nameof(ClearSilhouette));
        ThrowIfNotShare(SilhouetteTolerance, nameof(SilhouetteTolerance));
        ThrowIfNotShare(SmallestShare, nameof(SmallestShare));
        ThrowIfNotShare(EraWeight, nameof(EraWeight));
        ThrowIfNotShare(ChosenWeight, nameof(ChosenWeight));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Damping);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumFavouriteCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Favourites, 1);
    }

    private static void ThrowIfNotShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "Must lie between 0 and 1.");
        }
    }
}
