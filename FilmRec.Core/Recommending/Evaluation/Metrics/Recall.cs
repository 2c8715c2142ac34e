namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>Which part of what could have been found among the first k was found.</summary>
public static class Recall
{
    /// <param name="hits">Whether the movie at each rank, best first, was held out; at least k, or as many as there are.</param>
    /// <param name="heldOut">Held-out movies of the viewer, at least 1.</param>
    /// <param name="k">How many ranks count.</param>
    /// <returns>Hits among the first k divided by min(k, held out), 0 … 1.</returns>
    /// <remarks>Liang et al., "Variational Autoencoders for Collaborative Filtering" (WWW 2018), section 4.2.</remarks>
    public static double At(ReadOnlySpan<bool> hits, int heldOut, int k) => (double)hits[..Math.Min(k, hits.Length)].Count(true) / Math.Min(k, heldOut);
}
