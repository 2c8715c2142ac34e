namespace FilmRec.Core.Numerics;

/// <summary>Runs work over many rows on several threads. Which thread takes which row is left to chance, so a row must write only what is its own.</summary>
public static class RowLoop
{
    // Few enough that one heavy row at the end does not leave the other threads idle, many enough that taking them costs nothing.
    private const int RowsAtATime = 16;

    /// <summary>Calls <paramref name="row"/> once for each of 0 … rows − 1.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="buffers">One set of work buffers for each thread; its length is the number of threads.</param>
    /// <param name="row">Gets the row and its thread's buffers.</param>
    /// <param name="cancellationToken">Looked at every few rows.</param>
    /// <exception cref="OperationCanceledException">Cancelled; some rows are done, some are not.</exception>
    public static void Run<TBuffers>(int rows, TBuffers[] buffers, Action<int, TBuffers> row, CancellationToken cancellationToken)
        => Run(rows, RowsAtATime, buffers, row, cancellationToken);

    /// <summary>As above, for rows so heavy that they are better handed out fewer at a time.</summary>
    public static void Run<TBuffers>(int rows, int rowsAtATime, TBuffers[] buffers, Action<int, TBuffers> row, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsAtATime, 1);
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(row);
        int next = 0;
        void Work(int thread)
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                int start = Interlocked.Add(ref next, rowsAtATime) - rowsAtATime;
                if (start >= rows)
                {
                    return;
                }

                for (int i = start; i < Math.Min(start + rowsAtATime, rows); i++)
                {
                    row(i, buffers[thread]);
                }
            }
        }

        if (buffers.Length == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, buffers.Length, new ParallelOptions { MaxDegreeOfParallelism = buffers.Length }, Work);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
