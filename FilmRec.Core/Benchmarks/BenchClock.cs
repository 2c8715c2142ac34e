using System.Diagnostics;

namespace FilmRec.Core.Benchmarks;

/// <summary>How times are taken.</summary>
public static class BenchClock
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1.5);

    /// <summary>Repeats something small until the just-in-time compiler has had the time to compile it for good.</summary>
    public static void WarmUp(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        do
        {
            work();
        }
        while (Stopwatch.GetElapsedTime(start) < Enough);
    }

    /// <summary>Seconds that something takes.</summary>
    public static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The median of all but the first, which touches memory for the first time; of one, that one.</summary>
    public static double Typical(IReadOnlyList<double> seconds) => Quantile(seconds.Count > 1 ? [.. seconds.Skip(1)] : [.. seconds], 0.5);

    /// <summary>The value below which a share of the values lies; between two of them, evenly.</summary>
    public static double Quantile(double[] values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}
