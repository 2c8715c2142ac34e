using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Clusters;

/// <summary>What the members of each cluster like, counted from the ratings. Immutable.</summary>
/// <param name="Scores">How much each cluster likes each movie, 0 … 1, [clusters × movies]: the damped share of members who liked it.</param>
/// <param name="Overall">The same share among all viewers, [movies].</param>
/// <param name="Favourites">Movie rows by cluster, most telling first.</param>
internal sealed record ClusterTastes(float[] Scores, float[] Overall, int[][] Favourites)
{
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="clusterOf">Cluster by viewer row, −1 for those without ratings, [viewers].</param>
    /// <param name="sizes">Members by cluster, [clusters].</param>
    /// <param name="options">Weights and limits.</param>
    /// <remarks>One pass over the ratings, then O(clusters · movies).</remarks>
    public static ClusterTastes Of(RatingMatrix ratings, ReadOnlySpan<int> clusterOf, int[] sizes, ClusterOptions options)
    {
        int movies = ratings.Movies.Count;
        float[] liked = new float[sizes.Length * movies];
        int[] fans = new int[sizes.Length * movies];
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            var columns = ratings.ColumnsOf(viewer);
            var halfStars = ratings.HalfStarsOf(viewer);
            for (int n = 0; n < columns.Length; n++)
            {
                bool positive = halfStars[n] >= options.PositiveHalfStars;
                int cell = clusterOf[viewer] * movies + columns[n];
                liked[cell] += positive ? 1 : (float)options.ChosenWeight;
                fans[cell] += positive ? 1 : 0;
            }
        }

        float[] overall = Overalls(liked, sizes, movies);
        DampenTowards(overall, liked, sizes, options.Damping);
        int[][] favourites = new int[sizes.Length][];
        for (int cluster = 0; cluster < sizes.Length; cluster++)
        {
            favourites[cluster] = Telling(
                liked.AsSpan(cluster * movies, movies), overall, fans.AsSpan(cluster * movies, movies), FewestFans(sizes[cluster], options), options.Favourites);
        }

        return new ClusterTastes(liked, overall, favourites);
    }

    private static float[] Overalls(float[] liked, int[] sizes, int movies)
    {
        float[] overall = new float[movies];
        float viewers = Math.Max(1, sizes.Sum());
        for (int cell = 0; cell < liked.Length; cell++)
        {
            overall[cell % movies] += liked[cell] / viewers;
        }

        return overall;
    }

    // (liked + damping · overall) / (members + damping), in place.
    private static void DampenTowards(float[] overall, float[] liked, int[] sizes, double damping)
    {
        for (int cell = 0; cell < liked.Length; cell++)
        {
            liked[cell] = (float)((liked[cell] + damping * overall[cell % overall.Length]) / (sizes[cell / overall.Length] + damping));
        }
    }

    private static int FewestFans(int size, ClusterOptions options) => Math.Clamp(size / 10, 1, options.MinimumFavouriteCount);

    /// <summary>
    /// Favourites by share · ln(share / overall share): liked by many of the cluster, and by more of them than of the rest. The term of a movie
    /// in the relative entropy between the two, so a film that everybody loves tells as little of a cluster as one that nobody knows.
    /// </summary>
    private static int[] Telling(ReadOnlySpan<float> shares, float[] overall, ReadOnlySpan<int> fans, int fewest, int most)
    {
        var candidates = new List<(int Movie, double Weight)>();
        for (int movie = 0; movie < overall.Length; movie++)
        {
            if (fans[movie] >= fewest && shares[movie] > overall[movie])
            {
                candidates.Add((movie, shares[movie] * Math.Log(shares[movie] / overall[movie])));
            }
        }

        return [.. candidates.OrderByDescending(candidate => candidate.Weight).ThenBy(candidate => candidate.Movie).Take(most).Select(candidate => candidate.Movie)];
    }
}
