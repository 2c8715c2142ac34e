namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>Recall in which an early hit is worth more than a late one.</summary>
public static class NormalizedDiscountedGain
{
    /// <param name="hits">Whether the movie at each rank, best first, was held out; at least k, or as many as there are.</param>
    /// <param name="heldOut">Held-out movies of the viewer, at least 1.</param>
    /// <param name="k">How many ranks count.</param>
    /// <returns>Σ 1/log₂(rank + 1) over the hits among the first k, divided by the same sum over the ranks 1 … min(k, held out); 0 … 1.</returns>
    /// <remarks>Järvelin and Kekäläinen, TOIS 20 (2002), with binary gain.</remarks>
    public static double At(ReadOnlySpan<bool> hits, int heldOut, int k)
    {
        double gain = 0;
        double ideal = 0;
        for (int rank = 1; rank <= k; rank++)
        {
            double discount = 1 / Math.Log2(rank + 1);
            gain += rank <= hits.Length && hits[rank - 1] ? discount : 0;
            ideal += rank <= heldOut ? discount : 0;
        }

        return gain / ideal;
    }
}
