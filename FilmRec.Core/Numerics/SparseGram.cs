namespace FilmRec.Core.Numerics;

/// <summary>The Gram matrix of a sparse matrix: the inner products of its columns.</summary>
public static class SparseGram
{
    /// <summary>gram = XᵀX.</summary>
    /// <param name="starts">Where each row of X begins, [rows + 1].</param>
    /// <param name="columns">Column of each entry, row after row, ascending within a row, [entries].</param>
    /// <param name="values">Value of each entry, [entries].</param>
    /// <param name="n">Columns of X.</param>
    /// <param name="gram">Out: the whole of XᵀX, row-major, [n × n].</param>
    /// <param name="threads">Threads at most; the result does not depend on them.</param>
    /// <param name="cancellationToken">Looked at every few columns.</param>
    /// <exception cref="OperationCanceledException">Cancelled; gram is of no use.</exception>
    /// <remarks>
    /// Σ (entries of a row)²/2 multiply-adds, each into one row of gram that stays in the nearest cache. Needs 8 bytes an entry for X turned round, and nothing else.
    /// </remarks>
    public static void Compute(
        ReadOnlySpan<int> starts, ReadOnlySpan<int> columns, ReadOnlySpan<float> values, int n, float[] gram, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gram);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gram.Length, (long)n * n, nameof(gram));
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, columns.Length);
        if (starts.IsEmpty || starts[0] != 0 || starts[^1] != columns.Length)
        {
            throw new ArgumentException("The starts must run from 0 to the number of entries.", nameof(starts));
        }

        for (int row = 1; row < starts.Length; row++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(starts[row], starts[row - 1], nameof(starts));
        }

        var turned = Turned.Of(starts, columns, n);
        unsafe
        {
            fixed (int* column = columns)
            fixed (float* value = values)
            {
                // A lambda cannot hold a pointer of its own kind; an integer can stand for it while the memory is pinned.
                nint columnAt = (nint)column;
                nint valueAt = (nint)value;
                RowLoop.Run(n, new object[threads], (row, _) => Accumulate(turned, (int*)columnAt, (float*)valueAt, row, gram.AsSpan(row * n, row + 1)), cancellationToken);
            }
        }

        LowerTriangle.Mirror(gram, n, 1, threads, cancellationToken);
    }

    /// <summary>Adds up one row of the lower triangle: for each row of X with an entry in this column, its entries up to this column.</summary>
    private static unsafe void Accumulate(Turned turned, int* columns, float* values, int column, Span<float> sums)
    {
        sums.Clear();
        fixed (float* sum = sums)
        {
            for (int place = turned.Starts[column]; place < turned.Starts[column + 1]; place++)
            {
                int last = turned.Places[place];
                float own = values[last];
                for (int n = turned.RowStarts[place]; n <= last; n++)
                {
                    sum[columns[n]] += own * values[n];
                }
            }
        }
    }

    /// <summary>Where the entries of each column stand, and where their rows begin.</summary>
    private sealed record Turned(int[] Starts, int[] Places, int[] RowStarts)
    {
        public static Turned Of(ReadOnlySpan<int> rowStarts, ReadOnlySpan<int> columns, int n)
        {
            int[] starts = new int[n + 1];
            for (int row = 0; row + 1 < rowStarts.Length; row++)
            {
                int before = -1;
                for (int place = rowStarts[row]; place < rowStarts[row + 1]; place++)
                {
                    int column = columns[place];
                    if (column <= before || column >= n)
                    {
                        throw new ArgumentException("Columns must ascend within a row and lie below n.", nameof(columns));
                    }

                    before = column;
                    starts[column + 1]++;
                }
            }

            for (int column = 0; column < n; column++)
            {
                starts[column + 1] += starts[column];
            }

            int[] next = starts[..n];
            int[] places = new int[columns.Length];
            int[] begins = new int[columns.Length];
            for (int row = 0; row + 1 < rowStarts.Length; row++)
            {
                for (int place = rowStarts[row]; place < rowStarts[row + 1]; place++)
                {
                    int slot = next[columns[place]]++;
                    places[slot] = place;
                    begins[slot] = rowStarts[row];
                }
            }

            return new Turned(starts, places, begins);
        }
    }
}
