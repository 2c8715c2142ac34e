using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Models.Popularity;

/// <summary>Counts ratings by movie.</summary>
public static class PopularityTrainer
{
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="options">How to count.</param>
    /// <remarks>One pass over the ratings.</remarks>
    public static PopularityModel Train(RatingMatrix ratings, PopularityOptions options)
    {
        options.Validate();
        int movies = ratings.Movies.Count;
        int[] counts = new int[movies];
        int[] positives = new int[movies];
        long[] sums = new long[movies];
        long total = 0;
        for (int n = 0; n < ratings.Count; n++)
        {
            int movie = ratings.Columns[n];
            int halfStars = ratings.HalfStars[n];
            counts[movie]++;
            sums[movie] += halfStars;
            total += halfStars;
            positives[movie] += halfStars >= options.PositiveHalfStars ? 1 : 0;
        }

        double mean = ratings.Count == 0 ? NeutralHalfStars : (double)total / ratings.Count;
        float[] means = new float[movies];
        for (int movie = 0; movie < movies; movie++)
        {
            double weight = counts[movie] + options.Damping;
            means[movie] = (float)(weight > 0 ? (sums[movie] + options.Damping * mean) / weight / 2 : mean / 2);
        }

        return new PopularityModel(ratings.Movies, counts, positives, means);
    }

    // Middle of the scale; only where there is not one rating to take a mean of.
    private const double NeutralHalfStars = 5.5;
}
