namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>How little known the movies of a list are: their mean self-information.</summary>
public static class Novelty
{
    /// <summary>Bits of each movie: log₂(viewers / raters), as if one viewer had rated where nobody did; 0 where everybody did.</summary>
    /// <param name="raters">Viewers in the training data who rated it, by movie row, [movies].</param>
    /// <param name="viewers">Viewers in the training data.</param>
    /// <remarks>Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems" (PNAS 107, 2010), self-information.</remarks>
    public static double[] BitsOf(ReadOnlySpan<int> raters, int viewers)
    {
        double[] bits = new double[raters.Length];
        for (int movie = 0; movie < bits.Length; movie++)
        {
            bits[movie] = Math.Log2(Math.Max(1.0, viewers) / Math.Max(1, raters[movie]));
        }

        return bits;
    }

    /// <param name="list">Movie rows; 0 for an empty one.</param>
    /// <param name="bits">By movie row.</param>
    public static double Of(ReadOnlySpan<int> list, ReadOnlySpan<double> bits)
    {
        double sum = 0;
        foreach (int movie in list)
        {
            sum += bits[movie];
        }

        return list.IsEmpty ? 0 : sum / list.Length;
    }
}
