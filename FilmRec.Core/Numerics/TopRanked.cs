using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics;

/// <summary>The best few of many scores.</summary>
public static class TopRanked
{
    /// <summary>Writes the rows of the highest scores, best first; equal scores rank by the lower row, and a NaN ranks below everything.</summary>
    /// <param name="scores">Score by row, [rows].</param>
    /// <param name="excluded">Rows that must not appear, ascending, [any].</param>
    /// <param name="best">Out: rows, best first; its length is how many are wanted.</param>
    /// <returns>How many were written: fewer than wanted only where fewer rows are left.</returns>
    /// <remarks>A heap of the wanted size, and a scan for what is better than its worst: O(rows + hits·log wanted) time; allocates nothing.</remarks>
    public static int Select(ReadOnlySpan<float> scores, ReadOnlySpan<int> excluded, Span<int> best)
    {
        int count = 0;
        int next = 0;
        int row = 0;
        for (; row < scores.Length && count < best.Length; row++)
        {
            if (!Skip(excluded, ref next, row))
            {
                best[count++] = row;
            }
        }

        if (count > 0 && count == best.Length)
        {
            BuildHeap(scores, best);
            while ((row = NextAbove(scores, row, scores[best[0]])) < scores.Length)
            {
                if (!Skip(excluded, ref next, row))
                {
                    best[0] = row;
                    SiftDown(scores, best, 0);
                }

                row++;
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

    /// <summary>Whether the row is excluded; rows are asked for in ascending order.</summary>
    private static bool Skip(ReadOnlySpan<int> excluded, ref int next, int row)
    {
        while (next < excluded.Length && excluded[next] < row)
        {
            next++;
        }

        return next < excluded.Length && excluded[next] == row;
    }

    /// <summary>The first row from <paramref name="row"/> on whose score is higher, or the number of rows. Nearly all rows fail here, four vectors at a time.</summary>
    private static int NextAbove(ReadOnlySpan<float> scores, int row, float threshold)
    {
        if (float.IsNaN(threshold))
        {
            // Every number is better.
            while (row < scores.Length && float.IsNaN(scores[row]))
            {
                row++;
            }

            return row;
        }

        var limit = Vector512.Create(threshold);
        ref float first = ref MemoryMarshal.GetReference(scores);
        for (; row + 4 * Vector512<float>.Count <= scores.Length; row += 4 * Vector512<float>.Count)
        {
            // Compared one by one and not by their maximum, which would be lost to a neighbour that is not a number.
            var above = Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)row), limit)
                | Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)row + 16), limit)
                | Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)row + 32), limit)
                | Vector512.GreaterThan(Vector512.LoadUnsafe(ref first, (nuint)row + 48), limit);
            if (above.AsInt32() != Vector512<int>.Zero)
            {
                break;
            }
        }

        while (row < scores.Length && !(scores[row] > threshold))
        {
            row++;
        }

        return row;
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
