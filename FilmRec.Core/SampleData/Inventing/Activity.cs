namespace FilmRec.Core.SampleData.Inventing;

/// <summary>Who rates how much: a few rate a great deal, most rate little.</summary>
internal static class Activity
{
    private const double ParetoExponent = 1.25;

    /// <summary>Shares the ratings out by a power law, exactly.</summary>
    /// <param name="ratings">At most half of the sum of <paramref name="available"/>.</param>
    /// <param name="available">Movies that each viewer could have seen, [viewers].</param>
    /// <returns>Ratings by viewer, [viewers]; their sum is <paramref name="ratings"/>.</returns>
    public static int[] Share(int ratings, int[] available, int seed)
    {
        var chance = Chance.Of(seed, Chance.Activity);
        double[] eagerness = [.. available.Select(_ => Math.Pow(1 - chance.NextDouble(), -1 / ParetoExponent))];
        // Even the keenest see a third of what there is, more only where so much was asked for that it would not fit.
        double most = 0.25 + (1.3 * ratings / Math.Max(1, available.Sum(a => (long)a)));
        int least = ratings >= available.Length ? Math.Clamp(ratings / available.Length / 5, 1, 15) : 0;
        int Count(int viewer, double scale) => (int)Math.Clamp(eagerness[viewer] * scale, least, Math.Max(least, available[viewer] * most));
        long Total(double scale) => Enumerable.Range(0, available.Length).Sum(viewer => (long)Count(viewer, scale));

        // The largest scale that does not share out too much; what is left goes round one by one.
        double low = 0;
        double high = ratings + 1;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Total(middle) <= ratings ? (middle, high) : (low, middle);
        }

        int[] counts = [.. available.Select((_, viewer) => Count(viewer, low))];
        long left = ratings - counts.Sum(c => (long)c);
        for (int viewer = 0; left > 0; viewer = (viewer + 1) % counts.Length)
        {
            if (counts[viewer] < available[viewer] * most)
            {
                counts[viewer]++;
                left--;
            }
        }

        return counts;
    }
}
