using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Features;

/// <summary>The features of every movie: year, popularity (ln(1 + ratings)), damped mean stars, and one column of 0 or 1 for each genre. Immutable.</summary>
/// <param name="Scaling">Fitted to all movies.</param>
/// <param name="Table">Standardised, [movies × (3 + genres)], by the movie rows of the ratings.</param>
public sealed record MovieFeatures(FeatureScaling Scaling, FeatureTable Table)
{
    /// <summary>Ratings of the overall mean that every movie starts with.</summary>
    public const float Damping = 10;

    private const int FixedColumns = 3;

    /// <param name="ratings">viewers × movies.</param>
    /// <param name="facts">By the movie rows of <paramref name="ratings"/>.</param>
    /// <remarks>O(ratings + movies · genres). A movie without a year gets the mean year of those that have one.</remarks>
    public static MovieFeatures Of(RatingMatrix ratings, MovieFacts facts)
    {
        float[] popularity = LogCounts(ratings);
        float meanStars = PopulationNorms.Of(ratings, facts, popularity).MeanStars;
        (int[] counts, long[] sums) = Sums(ratings);
        float meanYear = MeanYear(facts.Years);
        string[] columns = ["year", "popularity", "mean_stars", .. facts.GenreNames.Select(name => $"genre:{name}")];
        float[] values = new float[ratings.Movies.Count * columns.Length];
        for (int movie = 0; movie < ratings.Movies.Count; movie++)
        {
            var row = values.AsSpan(movie * columns.Length, columns.Length);
            row[0] = facts.Years[movie] == 0 ? meanYear : facts.Years[movie];
            row[1] = popularity[movie];
            row[2] = (sums[movie] / 2f + Damping * meanStars) / (counts[movie] + Damping);
            for (int genre = 0; genre < facts.GenreNames.Count; genre++)
            {
                row[FixedColumns + genre] = (facts.Genres[movie] >> genre) & 1;
            }
        }

        var scaling = FeatureScaling.Fit(values, columns.Length);
        scaling.ApplyToRows(values);
        return new MovieFeatures(scaling, new FeatureTable(columns, values));
    }

    /// <summary>ln(1 + ratings) by movie row, [movies].</summary>
    internal static float[] LogCounts(RatingMatrix ratings) => Array.ConvertAll(Sums(ratings).Counts, count => MathF.Log(1 + count));

    private static (int[] Counts, long[] HalfStars) Sums(RatingMatrix ratings)
    {
        int[] counts = new int[ratings.Movies.Count];
        long[] halfStars = new long[ratings.Movies.Count];
        for (int n = 0; n < ratings.Count; n++)
        {
            counts[ratings.Columns[n]]++;
            halfStars[ratings.Columns[n]] += ratings.HalfStars[n];
        }

        return (counts, halfStars);
    }

    private static float MeanYear(short[] years)
    {
        double sum = 0;
        int known = 0;
        foreach (short year in years)
        {
            sum += year;
            known += year == 0 ? 0 : 1;
        }

        return known == 0 ? 0 : (float)(sum / known);
    }
}
