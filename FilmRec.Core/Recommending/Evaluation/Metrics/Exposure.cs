namespace FilmRec.Core.Recommending.Evaluation.Metrics;

/// <summary>How a catalogue's places in lists are shared among its movies.</summary>
public static class Exposure
{
    /// <summary>Which part of the catalogue is shown to anybody at all.</summary>
    /// <param name="shown">Lists that hold each movie, [movies].</param>
    /// <returns>0 … 1; 0 for an empty catalogue.</returns>
    /// <remarks>Herlocker et al., "Evaluating Collaborative Filtering Recommender Systems" (TOIS 22, 2004), section 4.1.</remarks>
    public static double Coverage(ReadOnlySpan<int> shown) => shown.IsEmpty ? 0 : 1 - (double)shown.Count(0) / shown.Length;

    /// <summary>How unequally: 0 where all movies are shown equally often, near 1 where one is shown to everybody and nothing else to anybody.</summary>
    /// <param name="shown">Lists that hold each movie, [movies]; sorted here.</param>
    /// <returns>Σ (2r − n − 1)·xᵣ / (n·Σx) over the n movies by ascending x; 0 where nothing is shown.</returns>
    /// <remarks>Gini's coefficient; used for recommendations by Fleder and Hosanagar (Management Science 55, 2009).</remarks>
    public static double Gini(Span<int> shown)
    {
        shown.Sort();
        double weighted = 0;
        double sum = 0;
        for (int n = 0; n < shown.Length; n++)
        {
            weighted += (2.0 * (n + 1) - shown.Length - 1) * shown[n];
            sum += shown[n];
        }

        return sum > 0 ? weighted / (shown.Length * sum) : 0;
    }
}
