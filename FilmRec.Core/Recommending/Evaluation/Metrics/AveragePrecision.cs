namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>The mean, over what could have been found among the first k, of how pure the list was down to each find. Its mean over viewers is MAP@k.</summary>
public static class AveragePrecision
{
    /// <param name="hits">Whether the movie at each rank, best first, was held out; at least k, or as many as there are.</param>
    /// <param name="heldOut">Held-out movies of the viewer, at least 1.</param>
    /// <param name="k">How many ranks count.</param>
    /// <returns>Σ (hits among the first r) / r over the hits' ranks r ≤ k, divided by min(k, held out); 0 … 1.</returns>
    /// <remarks>Manning, Raghavan and Schütze, "Introduction to Information Retrieval" (2008), equation 8.8, cut at k; what is not found counts 0.</remarks>
    public static double At(ReadOnlySpan<bool> hits, int heldOut, int k)
    {
        double sum = 0;
        int found = 0;
        for (int rank = 1; rank <= Math.Min(k, hits.Length); rank++)
        {
            if (hits[rank - 1])
            {
                sum += (double)++found / rank;
            }
        }

        return sum / Math.Min(k, heldOut);
    }
}
