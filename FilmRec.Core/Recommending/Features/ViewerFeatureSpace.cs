using System.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Features;

/// <summary>Turns what somebody rated into features; keeps all that is needed to do so for a viewer who was not in the data. Immutable.</summary>
/// <remarks>
/// <para>Columns, d = 6 + 2 · genres: rating count (ln(1 + n)), recency (ln(1 + days from their last rating to the newest of all)), mean and spread
/// of their stars, mean release year, mean popularity of what they rate, then for each genre the share of their ratings, then for each genre
/// how many stars they give it above their own mean.</para>
/// <para>Means and shares are damped: they start from those of the whole population, as if <see cref="Damping"/> ratings had been like that,
/// so three ratings do not look like an extreme taste. A viewer without ratings lies exactly where the population does.</para>
/// </remarks>
public sealed class ViewerFeatureSpace
{
    /// <summary>Ratings of the average viewer that everybody starts with.</summary>
    public const float Damping = 5;

    /// <summary>The first of the columns that say what somebody chooses to watch: years, popularity, shares of genres.</summary>
    public const int FirstInterest = 4;

    private const int FixedColumns = 6;
    private const double SecondsPerDay = 86_400;

    private readonly float[] _popularity;

    /// <param name="facts">By movie row.</param>
    /// <param name="popularity">ln(1 + ratings) by movie row, [movies].</param>
    /// <param name="norms">Of the population.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public ViewerFeatureSpace(MovieFacts facts, float[] popularity, PopulationNorms norms)
    {
        int genres = facts.GenreNames.Count;
        if (facts.Genres.Length != popularity.Length || facts.Years.Length != popularity.Length || norms.GenreShares.Length != genres)
        {
            throw new ArgumentException("Facts, popularity and norms do not fit together.", nameof(facts));
        }

        (Facts, _popularity, Norms) = (facts, popularity, norms);
        Columns =
        [
            "rating_count", "recency", "mean_stars", "spread", "mean_year", "mean_popularity",
            .. facts.GenreNames.Select(name => $"share:{name}"), .. facts.GenreNames.Select(name => $"above_mean:{name}"),
        ];
    }

    public MovieFacts Facts { get; }
    public PopulationNorms Norms { get; }

    /// <summary>ln(1 + ratings) by movie row, [movies].</summary>
    public ReadOnlySpan<float> Popularity => _popularity;

    /// <summary>What each feature says, [d].</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many columns from <see cref="FirstInterest"/> on say what somebody chooses to watch.</summary>
    public int Interests => FixedColumns - FirstInterest + Facts.GenreNames.Count;

    /// <summary>Where mean release year lies among the columns.</summary>
    public static int MeanYearColumn => 4;

    /// <summary>Where the popularity of what they rate lies among the columns.</summary>
    public static int MeanPopularityColumn => 5;

    /// <summary>Where the mean of their stars lies among the columns.</summary>
    public static int MeanStarsColumn => 2;

    /// <summary>Where the share of a genre lies among the columns.</summary>
    public static int ShareColumn(int genre) => FixedColumns + genre;

    /// <summary>Where the stars above the viewer's own mean lie for a genre.</summary>
    public int AboveMeanColumn(int genre) => FixedColumns + Facts.GenreNames.Count + genre;

    /// <summary>Computes the features of one viewer, not yet standardised.</summary>
    /// <param name="movies">Movie rows that were rated, [n].</param>
    /// <param name="halfStars">1 … 10, [n].</param>
    /// <param name="ratedAt">Unix seconds, [n], or empty where unknown; 0 stands for an unknown one.</param>
    /// <param name="features">Out: [d].</param>
    /// <remarks>O(n · genres of a movie + d); allocates nothing.</remarks>
    public void Describe(ReadOnlySpan<int> movies, ReadOnlySpan<byte> halfStars, ReadOnlySpan<uint> ratedAt, Span<float> features)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, Columns.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(halfStars.Length, movies.Length);
        features.Clear();
        double sum = 0, deviations = 0, years = 0, popularity = 0;
        int dated = 0;
        foreach (byte half in halfStars)
        {
            sum += half / 2.0;
        }

        double mean = (sum + Damping * Norms.MeanStars) / (movies.Length + Damping);
        for (int n = 0; n < movies.Length; n++)
        {
            int movie = movies[n];
            double above = halfStars[n] / 2.0 - mean;
            deviations += above * above;
            popularity += _popularity[movie];
            years += Facts.Years[movie];
            dated += Facts.Years[movie] == 0 ? 0 : 1;
            AddGenres(Facts.Genres[movie], (float)above, features);
        }

        features[0] = MathF.Log(1 + movies.Length);
        features[1] = Recency(ratedAt);
        features[2] = (float)mean;
        features[3] = (float)Math.Sqrt((deviations + Damping * Norms.Variance) / (movies.Length + Damping));
        features[4] = (float)((years + Damping * Norms.MeanYear) / (dated + Damping));
        features[5] = (float)((popularity + Damping * Norms.MeanPopularity) / (movies.Length + Damping));
        FinishGenres(movies.Length, features);
    }

    // Shares hold counts and the columns above the mean hold sums until all ratings are seen.
    private void AddGenres(ulong bits, float above, Span<float> features)
    {
        for (; bits != 0; bits &= bits - 1)
        {
            int genre = BitOperations.TrailingZeroCount(bits);
            features[ShareColumn(genre)]++;
            features[AboveMeanColumn(genre)] += above;
        }
    }

    private void FinishGenres(int count, Span<float> features)
    {
        for (int genre = 0; genre < Facts.GenreNames.Count; genre++)
        {
            float rated = features[ShareColumn(genre)];
            features[ShareColumn(genre)] = (rated + Damping * Norms.GenreShares[genre]) / (count + Damping);
            features[AboveMeanColumn(genre)] /= rated + Damping;
        }
    }

    private float Recency(ReadOnlySpan<uint> ratedAt)
    {
        uint last = 0;
        foreach (uint moment in ratedAt)
        {
            last = Math.Max(last, moment);
        }

        // Somebody who comes after training, or whose times are unknown, counts as rating today.
        return last == 0 || last >= Norms.NewestRating ? 0 : (float)Math.Log(1 + (Norms.NewestRating - last) / SecondsPerDay);
    }
}
