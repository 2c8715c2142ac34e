using System.Numerics;
using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Features;

/// <summary>What is usual among all ratings: where a viewer's features start before their own ratings move them. Immutable.</summary>
/// <param name="MeanStars">Mean of all ratings, in stars.</param>
/// <param name="Variance">Variance of all ratings, in stars².</param>
/// <param name="MeanYear">Mean release year of what was rated, over ratings whose movie has a year.</param>
/// <param name="MeanPopularity">Mean over ratings of ln(1 + ratings of the movie).</param>
/// <param name="NewestRating">Unix seconds of the newest rating; 0 where times are unknown.</param>
/// <param name="GenreShares">Share of all ratings that fall on each genre, [genres]; a movie with two genres counts for both.</param>
public sealed record PopulationNorms(
    float MeanStars, float Variance, float MeanYear, float MeanPopularity, uint NewestRating, float[] GenreShares)
{
    // What is assumed where there is not one rating, or not one year, to take a mean of.
    private const float MiddleStars = 2.75f;
    private const float SomeYear = 2000;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="facts">By the movie rows of <paramref name="ratings"/>.</param>
    /// <param name="popularity">ln(1 + ratings) by movie row, [movies].</param>
    /// <remarks>One pass over the ratings.</remarks>
    public static PopulationNorms Of(RatingMatrix ratings, MovieFacts facts, ReadOnlySpan<float> popularity)
    {
        double sum = 0, squares = 0, years = 0, popularities = 0;
        long dated = 0;
        uint newest = 0;
        long[] genres = new long[facts.GenreNames.Count];
        for (int n = 0; n < ratings.Count; n++)
        {
            int movie = ratings.Columns[n];
            double stars = ratings.HalfStars[n] / 2.0;
            sum += stars;
            squares += stars * stars;
            popularities += popularity[movie];
            if (facts.Years[movie] != 0)
            {
                years += facts.Years[movie];
                dated++;
            }

            for (ulong bits = facts.Genres[movie]; bits != 0; bits &= bits - 1)
            {
                genres[BitOperations.TrailingZeroCount(bits)]++;
            }
        }

        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            foreach (uint moment in ratings.RatedAtOf(viewer))
            {
                newest = Math.Max(newest, moment);
            }
        }

        double count = Math.Max(1, ratings.Count);
        double mean = ratings.Count == 0 ? MiddleStars : sum / count;
        double variance = ratings.Count == 0 ? 1 : Math.Max(0, squares / count - mean * mean);
        return new PopulationNorms(
            (float)mean, (float)variance, dated == 0 ? SomeYear : (float)(years / dated), (float)(popularities / count), newest,
            Array.ConvertAll(genres, genre => (float)(genre / count)));
    }
}
