using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.MovieMeans;

/// <summary>Finds the means of all movies and the offsets of all viewers together, so that a film that strict viewers rated is not thought worse for it.</summary>
/// <remarks>
/// Minimises Σ (r − meanᵢ − offsetᵤ)² + dᵢ Σᵢ (meanᵢ − level)² + dᵤ Σᵤ offsetᵤ² by turns: Koren, Bell and Volinsky, "Matrix Factorization Techniques for
/// Recommender Systems" (Computer 42, 2009), equation 3. The level is that at which offsets are 0 on average over viewers, so it is what a stranger is expected to give.
/// </remarks>
public static class MovieMeansTrainer
{
    // Middle of the scale; only where there is not one rating to take a mean of.
    private const double NeutralStars = 2.75;

    // Five to ten turns are usual.
    private const int MostTurns = 40;
    private const double Precision = 1e-4;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">How strongly to damp.</param>
    /// <remarks>Two passes over the ratings a turn.</remarks>
    public static MovieMeansModel Train(RatingMatrix ratings, MovieMeansOptions options)
    {
        options.Validate();
        int[] counts = new int[ratings.Movies.Count];
        double level = 0;
        for (int n = 0; n < ratings.Count; n++)
        {
            counts[ratings.Columns[n]]++;
            level += ratings.HalfStars[n] / 2.0;
        }

        level = ratings.Count == 0 ? NeutralStars : level / ratings.Count;
        double[] means = new double[counts.Length];
        double[] offsets = new double[ratings.Viewers.Count];
        double change = double.PositiveInfinity;
        for (int turn = 0; turn < MostTurns && change > Precision; turn++)
        {
            change = TakeMeans(ratings, counts, offsets, level, options.MovieDamping, means);
            level += TakeOffsets(ratings, means, options.ViewerDamping, offsets);
        }

        return new MovieMeansModel(ratings.Movies, [.. means.Select(mean => (float)mean)], (float)options.ViewerDamping);
    }

    /// <summary>Means for given offsets; returns the largest change.</summary>
    private static double TakeMeans(RatingMatrix ratings, int[] counts, double[] offsets, double level, double damping, double[] means)
    {
        double[] sums = new double[means.Length];
        for (int viewer = 0; viewer < offsets.Length; viewer++)
        {
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                sums[ratings.Columns[n]] += ratings.HalfStars[n] / 2.0 - offsets[viewer];
            }
        }

        double change = 0;
        for (int movie = 0; movie < means.Length; movie++)
        {
            double weight = counts[movie] + damping;
            double mean = weight > 0 ? (sums[movie] + damping * level) / weight : level;
            change = Math.Max(change, Math.Abs(mean - means[movie]));
            means[movie] = mean;
        }

        return change;
    }

    /// <summary>Offsets for given means; returns their mean over the viewers who rated, by which the level was wrong.</summary>
    private static double TakeOffsets(RatingMatrix ratings, double[] means, double damping, double[] offsets)
    {
        double total = 0;
        int raters = 0;
        for (int viewer = 0; viewer < offsets.Length; viewer++)
        {
            double sum = 0;
            int count = ratings.Starts[viewer + 1] - ratings.Starts[viewer];
            for (int n = ratings.Starts[viewer]; n < ratings.Starts[viewer + 1]; n++)
            {
                sum += ratings.HalfStars[n] / 2.0 - means[ratings.Columns[n]];
            }

            offsets[viewer] = count > 0 ? sum / (count + damping) : 0;
            total += offsets[viewer];
            raters += count > 0 ? 1 : 0;
        }

        double shift = raters == 0 ? 0 : total / raters;
        for (int viewer = 0; viewer < offsets.Length; viewer++)
        {
            offsets[viewer] -= ratings.Starts[viewer + 1] > ratings.Starts[viewer] ? shift : 0;
        }

        return shift;
    }
}
