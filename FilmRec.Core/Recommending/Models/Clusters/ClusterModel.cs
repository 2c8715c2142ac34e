using System.Buffers;
using FilmRec.Core.Recommending.Features;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>Ranks movies by what the taste cluster of the viewer likes. Needs one rating, or a favourite genre; without either it ranks by popularity.</summary>
public sealed class ClusterModel : IRecommender
{
    public const string Name = "clusters";

    /// <summary>Where viewers are placed by factors of taste.</summary>
    public const string FactorsName = "factor-clusters";

    /// <summary>More are refused in options and files.</summary>
    public const int MaximumClusters = 256;

    private readonly float[] _scores;
    private readonly float[] _overall;

    internal ClusterModel(
        Vocabulary movies, ViewerFeatureSpace space, FeatureScaling scaling, InterestShape shape, FactorSpace? factors, Centroids centroids, float[][] profiles,
        IReadOnlyList<TasteCluster> clusters, float[] scores, float[] overall)
    {
        (Movies, Space, Scaling, Shape, Factors) = (movies, space, scaling, shape, factors);
        (Centroids, Profiles, Clusters) = (centroids, profiles, clusters);
        (_scores, _overall) = (scores, overall);
    }

    public string Kind => Factors is null ? Name : FactorsName;
    public Vocabulary Movies { get; }

    /// <summary>At least one, the largest first.</summary>
    public IReadOnlyList<TasteCluster> Clusters { get; }

    internal ViewerFeatureSpace Space { get; }
    internal FeatureScaling Scaling { get; }
    internal InterestShape Shape { get; }

    /// <summary>Where viewers are placed; null places them by interests.</summary>
    internal FactorSpace? Factors { get; }

    internal Centroids Centroids { get; }

    /// <summary>Mean standardised features of the members, by cluster, [d] each.</summary>
    internal IReadOnlyList<float[]> Profiles { get; }

    internal ReadOnlySpan<float> AllScores => _scores;
    internal ReadOnlySpan<float> Overall => _overall;

    /// <inheritdoc/>
    /// <remarks>The score is the damped share of the cluster's members who liked the movie, 0 … 1; of all viewers where nothing is known. O(known + clusters · interests + movies).</remarks>
    public void Score(ReadOnlySpan<KnownRating> known, Span<float> scores)
    {
        if (ClusterOf(known) is { } cluster)
        {
            ScoreFor(cluster, scores);
        }
        else
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, _overall.Length);
            _overall.CopyTo(scores);
        }
    }

    /// <summary>Scores every movie as a member of that cluster would see it.</summary>
    /// <param name="cluster">One of <see cref="Clusters"/>.</param>
    /// <param name="scores">Out: 0 … 1, [movies].</param>
    public void ScoreFor(TasteCluster cluster, Span<float> scores)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, _overall.Length);
        _scores.AsSpan(cluster.Index * _overall.Length, _overall.Length).CopyTo(scores);
    }

    /// <summary>The cluster whose members choose most like this viewer; null where nothing is known.</summary>
    /// <param name="known">As in <see cref="Score"/>.</param>
    public TasteCluster? ClusterOf(ReadOnlySpan<KnownRating> known)
    {
        if (known.IsEmpty)
        {
            return null;
        }

        Span<float> point = stackalloc float[Centroids.Columns];
        Place(known, point);
        return Clusters[Centroids.To(point).Cluster];
    }

    /// <summary>Where a viewer lies among the centres.</summary>
    /// <param name="known">At least one.</param>
    /// <param name="point">Out: [columns of the centres].</param>
    internal void Place(ReadOnlySpan<KnownRating> known, Span<float> point)
    {
        if (Factors is not null)
        {
            Factors.Place(known, point);
            return;
        }

        Span<float> features = stackalloc float[Scaling.Offsets.Length];
        Describe(known, features);
        Scaling.Apply(features);
        var interests = features.Slice(ViewerFeatureSpace.FirstInterest, Space.Interests);
        Shape.Apply(interests);
        interests.CopyTo(point);
    }

    /// <summary>The cluster that fits somebody who names favourite genres: it watches more of them than others do, and likes them better.</summary>
    /// <param name="genres">Genre names; those that the model does not know are passed over.</param>
    /// <returns>Null when no genre is known.</returns>
    public TasteCluster? ClusterFor(IReadOnlyList<string> genres)
    {
        int[] wanted = [.. Enumerable.Range(0, Space.Facts.GenreNames.Count).Where(genre => genres.Contains(Space.Facts.GenreNames[genre], StringComparer.OrdinalIgnoreCase))];
        return wanted.Length == 0 ? null : Clusters.MaxBy(cluster => Fit(Profiles[cluster.Index], wanted));
    }

    public void Save(Stream stream) => ClusterFile.Write(this, stream);

    /// <exception cref="InvalidDataException">It is not a whole cluster model.</exception>
    public static ClusterModel Load(Stream stream) => ClusterFile.Read(stream, Name);

    /// <summary>As <see cref="Load"/>, for clusters of factors.</summary>
    /// <exception cref="InvalidDataException">It is not a whole model of factor clusters.</exception>
    public static ClusterModel LoadFactors(Stream stream) => ClusterFile.Read(stream, FactorsName);

    private float Fit(float[] profile, int[] genres)
        => genres.Sum(genre => profile[ViewerFeatureSpace.ShareColumn(genre)] + profile[Space.AboveMeanColumn(genre)] / 2);

    private void Describe(ReadOnlySpan<KnownRating> known, Span<float> features)
    {
        int[] movies = ArrayPool<int>.Shared.Rent(known.Length);
        byte[] halfStars = ArrayPool<byte>.Shared.Rent(known.Length);
        int count = 0;
        foreach (var rating in known)
        {
            if (rating.Signal == Signal.Rating)
            {
                (movies[count], halfStars[count++]) = (rating.Movie, rating.HalfStars);
            }
        }

        Space.Describe(movies.AsSpan(0, count), halfStars.AsSpan(0, count), default, features);
        ArrayPool<int>.Shared.Return(movies);
        ArrayPool<byte>.Shared.Return(halfStars);
    }
}
