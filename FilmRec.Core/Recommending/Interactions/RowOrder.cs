namespace FilmRec.Core.Recommending.Interactions;

/// <summary>Puts the columns of each row of a sparse matrix in ascending order.</summary>
internal static class RowOrder
{
    /// <param name="starts">Where each row begins, [rows + 1].</param>
    /// <param name="columns">Sorted within each row, [entries].</param>
    /// <param name="halfStars">Follow their columns, [entries].</param>
    /// <param name="ratedAt">Follow their columns, [entries], or null.</param>
    /// <returns>Which entries repeat the one before, [entries]; null where none does.</returns>
    public static bool[]? Sort(int[] starts, int[] columns, byte[] halfStars, uint[]? ratedAt)
    {
        bool[]? repeated = null;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            int start = starts[row];
            var own = columns.AsSpan(start, starts[row + 1] - start);
            if (IsAscending(own))
            {
                continue;
            }

            long[] order = new long[own.Length];
            for (int n = 0; n < order.Length; n++)
            {
                order[n] = ((long)own[n] << 32) | (uint)n;
            }

            Array.Sort(order);
            byte[] stars = halfStars[start..starts[row + 1]];
            uint[] times = ratedAt?[start..starts[row + 1]] ?? [];
            for (int n = 0; n < order.Length; n++)
            {
                int from = (int)(order[n] & int.MaxValue);
                own[n] = (int)(order[n] >> 32);
                halfStars[start + n] = stars[from];
                if (ratedAt is not null)
                {
                    ratedAt[start + n] = times[from];
                }

                if (n > 0 && own[n] == own[n - 1])
                {
                    repeated ??= new bool[columns.Length];
                    repeated[start + n] = true;
                }
            }
        }

        return repeated;
    }

    private static bool IsAscending(ReadOnlySpan<int> columns)
    {
        for (int n = 1; n < columns.Length; n++)
        {
            if (columns[n] <= columns[n - 1])
            {
                return false;
            }
        }

        return true;
    }
}
