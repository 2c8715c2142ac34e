namespace FilmRec.Core.Quality;

/// <summary>Figures of counts that range from one to millions.</summary>
internal static class Spread
{
    private static readonly int[] Bounds = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

    /// <summary>Counts by size: "0", "1", "2–4" … "10000 and more"; empty bars at the end are left out.</summary>
    public static IReadOnlyList<HistogramBar> Histogram(IEnumerable<int> counts, long zeros)
    {
        long[] bars = new long[Bounds.Length];
        bars[0] = zeros;
        foreach (int count in counts)
        {
            int bar = Array.BinarySearch(Bounds, count);
            bars[bar >= 0 ? bar : ~bar - 1]++;
        }

        int last = Array.FindLastIndex(bars, bar => bar > 0);
        return [.. Enumerable.Range(0, last + 1).Select(bar => new HistogramBar(Label(bar), bars[bar]))];
    }

    public static double Median(IReadOnlyList<int> counts)
    {
        int[] sorted = [.. counts.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2.0;
    }

    /// <summary>Share of the whole that the largest tenth holds, at least one of them, 0 … 1.</summary>
    public static double TopTenthShare(IReadOnlyList<int> counts)
    {
        long total = counts.Sum(count => (long)count);
        return total == 0 ? 0 : (double)counts.OrderDescending().Take(Math.Max(1, counts.Count / 10)).Sum(count => (long)count) / total;
    }

    private static string Label(int bar)
        => bar == Bounds.Length - 1 ? $"{MovieInspection.Text(Bounds[bar])} and more"
            : Bounds[bar + 1] - Bounds[bar] == 1 ? MovieInspection.Text(Bounds[bar])
            : $"{MovieInspection.Text(Bounds[bar])}–{MovieInspection.Text(Bounds[bar + 1] - 1)}";
}
