using System.Globalization;
using System.Text;

namespace FilmRec.Core.Traffic;

/// <summary>A histogram of answer times in steps that grow by a fifth: from half a millisecond to more than a minute, right to within ten percent.</summary>
internal static class AnswerTimes
{
    public const int Steps = 66;
    private const double FirstMilliseconds = 0.5;
    private const double Growth = 1.2;

    private static readonly double PerStep = 1 / Math.Log(Growth);

    public static int StepOf(TimeSpan time)
        => time.TotalMilliseconds <= FirstMilliseconds ? 0 : Math.Min(Steps - 1, 1 + (int)(Math.Log(time.TotalMilliseconds / FirstMilliseconds) * PerStep));

    /// <summary>The time that this share of the answers did not exceed, in milliseconds; null without answers.</summary>
    public static double? Quantile(ReadOnlySpan<long> times, double share)
    {
        long all = 0;
        foreach (long count in times)
        {
            all += count;
        }

        if (all == 0)
        {
            return null;
        }

        long wanted = (long)Math.Ceiling(all * share);
        long seen = 0;
        for (int step = 0; step < times.Length; step++)
        {
            seen += times[step];
            if (seen >= wanted)
            {
                // The middle of the step, as steps are counted.
                return FirstMilliseconds * Math.Pow(Growth, step == 0 ? -0.5 : step - 0.5);
            }
        }

        return null;
    }

    public static void Add(long[] sum, ReadOnlySpan<long> times)
    {
        for (int step = 0; step < Steps; step++)
        {
            sum[step] += times[step];
        }
    }

    /// <summary>"7:120 8:33": steps with their counts, without the empty ones.</summary>
    public static string Write(ReadOnlySpan<long> times)
    {
        var text = new StringBuilder();
        for (int step = 0; step < times.Length; step++)
        {
            if (times[step] > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : " ")}{step}:{times[step]}");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; what is none of it is left out.</summary>
    public static long[] Parse(ReadOnlySpan<char> text)
    {
        long[] times = new long[Steps];
        foreach (var range in text.Split(' '))
        {
            var part = text[range];
            int colon = part.IndexOf(':');
            if (colon > 0 && int.TryParse(part[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int step) && step < Steps
                && long.TryParse(part[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long count))
            {
                times[step] = count;
            }
        }

        return times;
    }
}
