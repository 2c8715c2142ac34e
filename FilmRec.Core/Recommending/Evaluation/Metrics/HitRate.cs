namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>Whether anything was found among the first k. A mean of it says something where every viewer has one movie to find.</summary>
public static class HitRate
{
    /// <param name="hits">Whether the movie at each rank, best first, was held out; at least k, or as many as there are.</param>
    /// <param name="k">How many ranks count.</param>
    /// <returns>1 or 0.</returns>
    public static double At(ReadOnlySpan<bool> hits, int k) => hits[..Math.Min(k, hits.Length)].Contains(true) ? 1 : 0;
}
