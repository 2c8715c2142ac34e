namespace FilmRec.Core.Recommending.Models;

/// <summary>Divides a viewer's ratings where they paused. What is rated in one go belongs together more closely than what is rated years apart.</summary>
internal static class Sittings
{
    /// <summary>Gives each rating the number of its sitting, 0 … result − 1, in the order of time.</summary>
    /// <param name="ratedAt">Unix seconds, [n]; empty where times are unknown, which makes it one sitting.</param>
    /// <param name="pause">Seconds after which a sitting is over; 0 for no division.</param>
    /// <param name="order">Scratch, [n]: the ratings in the order of time; of one second, in the order given.</param>
    /// <param name="sittings">Out: [n].</param>
    /// <returns>How many there are; 0 without ratings.</returns>
    public static int Divide(ReadOnlySpan<uint> ratedAt, uint pause, Span<int> order, Span<int> sittings)
    {
        sittings.Clear();
        if (ratedAt.IsEmpty || pause == 0)
        {
            return Math.Min(1, sittings.Length);
        }

        for (int n = 0; n < order.Length; n++)
        {
            order[n] = n;
        }

        var times = new uint[ratedAt.Length];
        ratedAt.CopyTo(times);
        times.AsSpan().Sort(order);
        int count = 1;
        for (int n = 1; n < order.Length; n++)
        {
            count += times[n] - times[n - 1] > pause ? 1 : 0;
            sittings[order[n]] = count - 1;
        }

        return count;
    }
}
