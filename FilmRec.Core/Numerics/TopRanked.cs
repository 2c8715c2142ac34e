namespace FilmRec.Core.Numerics;

/// <summary>The best few of many scores.</summary>
public static class TopRanked
{
    /// <summary>Writes the rows of the highest scores, best first; equal scores rank by the lower row, and a NaN ranks below everything.</summary>
    /// <param name="scores">Score by row, [rows].</param>
    /// <param name="excluded">Rows that must not appear, ascending, [any].</param>
    /// <param name="best">Out: rows, best first; its length is how many are wanted.</param>
    /// <returns>How many were written: fewer than wanted only where fewer rows are left.</returns>
    /// <remarks>A heap of the wanted size: O(rows + hits·log wanted) time; allocates nothing.</remarks>
    public static int Select(ReadOnlySpan<float> scores, ReadOnlySpan<int> excluded, Span<int> best)
    {
        int count = 0;
        int next = 0;
        for (int row = 0; row < scores.Length && best.Length > 0; row++)
        {
            while (next < excluded.Length && excluded[next] < row)
            {
                next++;
            }

            if (next < excluded.Length && excluded[next] == row)
            {
                continue;
            }

            if (count < best.Length)
            {
                best[count++] = row;
                if (count == best.Length)
                {
                    BuildHeap(scores, best);
                }
            }
            else if (Outranks(scores, row, best[0]))
            {
                best[0] = row;
                SiftDown(scores, best, 0);
            }
        }

        var found = best[..count];
        if (count < best.Length)
        {
            BuildHeap(scores, found);
        }

        for (int end = count - 1; end > 0; end--)
        {
            (found[0], found[end]) = (found[end], found[0]);
            SiftDown(scores, found[..end], 0);
        }

        return count;
    }

    private static bool Outranks(ReadOnlySpan<float> scores, int row, int other)
    {
        // CompareTo puts NaN below every number, so a broken score can never win.
        int order = scores[row].CompareTo(scores[other]);
        return order > 0 || (order == 0 && row < other);
    }

    private static void BuildHeap(ReadOnlySpan<float> scores, Span<int> heap)
    {
        for (int i = heap.Length / 2 - 1; i >= 0; i--)
        {
            SiftDown(scores, heap, i);
        }
    }

    /// <summary>The worst row stands at the root.</summary>
    private static void SiftDown(ReadOnlySpan<float> scores, Span<int> heap, int root)
    {
        int row = heap[root];
        for (int child = 2 * root + 1; child < heap.Length; child = 2 * root + 1)
        {
            if (child + 1 < heap.Length && Outranks(scores, heap[child], heap[child + 1]))
            {
                child++;
            }

            if (!Outranks(scores, row, heap[child]))
            {
                break;
            }

            heap[root] = heap[child];
            root = child;
        }

        heap[root] = row;
    }
}
