using FilmRec.Core.Recommending.Interactions;

namespace FilmRec.Core.Recommending.Features;

/// <summary>The features of every viewer, and the means to compute those of one more. Immutable.</summary>
/// <param name="Space">How ratings become features.</param>
/// <param name="Scaling">Fitted to the viewers who have rated.</param>
/// <param name="Table">Standardised, [viewers × d], by the viewer rows of the ratings.</param>
public sealed record ViewerFeatures(ViewerFeatureSpace Space, FeatureScaling Scaling, FeatureTable Table)
{
    private const int CheckEvery = 4096;

    /// <summary>Computes and standardises the features of all viewers.</summary>
    /// <param name="ratings">viewers × movies.</param>
    /// <param name="facts">By the movie rows of <paramref name="ratings"/>.</param>
    /// <param name="cancellationToken">Stops between viewers.</param>
    /// <remarks>O(ratings · genres of a movie + viewers · d) time, 4 · viewers · d bytes twice.</remarks>
    public static ViewerFeatures Of(RatingMatrix ratings, MovieFacts facts, CancellationToken cancellationToken)
    {
        float[] popularity = MovieFeatures.LogCounts(ratings);
        var space = new ViewerFeatureSpace(facts, popularity, PopulationNorms.Of(ratings, facts, popularity));
        int d = space.Columns.Count;
        float[] values = new float[ratings.Viewers.Count * d];
        float[] fitted = new float[CountActive(ratings) * d];
        int active = 0;
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            if (viewer % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var row = values.AsSpan(viewer * d, d);
            space.Describe(ratings.ColumnsOf(viewer), ratings.HalfStarsOf(viewer), ratings.RatedAtOf(viewer), row);
            if (ratings.ColumnsOf(viewer).Length > 0)
            {
                row.CopyTo(fitted.AsSpan(active++ * d, d));
            }
        }

        // Viewers without a rating all lie on one point; they must not shrink the spread of the others.
        var scaling = FeatureScaling.Fit(fitted, d);
        scaling.ApplyToRows(values);
        return new ViewerFeatures(space, scaling, new FeatureTable(space.Columns, values));
    }

    /// <summary>Standardised features of a viewer who need not have been in the data.</summary>
    /// <param name="movies">Movie rows that were rated, [n].</param>
    /// <param name="halfStars">1 … 10, [n].</param>
    /// <param name="ratedAt">Unix seconds, [n], or empty where unknown.</param>
    /// <param name="features">Out: [d].</param>
    public void Standardize(ReadOnlySpan<int> movies, ReadOnlySpan<byte> halfStars, ReadOnlySpan<uint> ratedAt, Span<float> features)
    {
        Space.Describe(movies, halfStars, ratedAt, features);
        Scaling.Apply(features);
    }

    private static int CountActive(RatingMatrix ratings)
    {
        int active = 0;
        for (int viewer = 0; viewer < ratings.Viewers.Count; viewer++)
        {
            active += ratings.ColumnsOf(viewer).Length > 0 ? 1 : 0;
        }

        return active;
    }
}
