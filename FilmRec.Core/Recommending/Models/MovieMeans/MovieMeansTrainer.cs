using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.MovieMeans;

/// <summary>Takes the damped mean of every movie's ratings.</summary>
public static class MovieMeansTrainer
{
    // Middle of the scale; only where there is not one rating to take a mean of.
    private const double NeutralStars = 2.75;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">How strongly to damp.</param>
    /// <remarks>One pass over the ratings.</remarks>
    public static MovieMeansModel Train(RatingMatrix ratings, MovieMeansOptions options)
    {
        options.Validate();
        int movies = ratings.Movies.Count;
        int[] counts = new int[movies];
        double[] sums = new double[movies];
        double total = 0;
        for (int n = 0; n < ratings.Count; n++)
        {
            double stars = ratings.HalfStars[n] / 2.0;
            counts[ratings.Columns[n]]++;
            sums[ratings.Columns[n]] += stars;
            total += stars;
        }

        double mean = ratings.Count == 0 ? NeutralStars : total / ratings.Count;
        float[] means = new float[movies];
        for (int movie = 0; movie < movies; movie++)
        {
            double weight = counts[movie] + options.MovieDamping;
            means[movie] = (float)(weight > 0 ? (sums[movie] + options.MovieDamping * mean) / weight : mean);
        }

        return new MovieMeansModel(ratings.Movies, means, (float)options.ViewerDamping);
    }
}
