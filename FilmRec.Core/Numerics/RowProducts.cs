using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics;

/// <summary>Inner products of one vector with many rows.</summary>
public static class RowProducts
{
    private const int RowsAtATime = 4;

    /// <summary>result[row] = y(row) · x for every row.</summary>
    /// <param name="y">Row-major, [rows × k].</param>
    /// <param name="x">[k]; its length defines k.</param>
    /// <param name="result">Out: [rows].</param>
    /// <remarks>O(rows·k) time, four rows at once, so that memory is what one waits for; allocates nothing.</remarks>
    public static unsafe void Multiply(ReadOnlySpan<float> y, ReadOnlySpan<float> x, Span<float> result)
    {
        int k = x.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, (long)result.Length * k);
        fixed (float* rows = y, vector = x)
        {
            int row = 0;
            for (; row + RowsAtATime <= result.Length; row += RowsAtATime)
            {
                Four(rows + (nint)row * k, vector, k, result.Slice(row, RowsAtATime));
            }

            for (; row < result.Length; row++)
            {
                result[row] = One(rows + (nint)row * k, vector, k);
            }
        }
    }

    private static unsafe void Four(float* y, float* x, int k, Span<float> result)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i + Vector512<float>.Count <= k; i += Vector512<float>.Count)
        {
            var own = Vector512.Load(x + i);
            s0 = Vector512.FusedMultiplyAdd(own, Vector512.Load(y + i), s0);
            s1 = Vector512.FusedMultiplyAdd(own, Vector512.Load(y + k + i), s1);
            s2 = Vector512.FusedMultiplyAdd(own, Vector512.Load(y + 2 * k + i), s2);
            s3 = Vector512.FusedMultiplyAdd(own, Vector512.Load(y + 3 * k + i), s3);
        }

        (result[0], result[1], result[2], result[3]) = (Vector512.Sum(s0), Vector512.Sum(s1), Vector512.Sum(s2), Vector512.Sum(s3));
        for (; i < k; i++)
        {
            result[0] += x[i] * y[i];
            result[1] += x[i] * y[k + i];
            result[2] += x[i] * y[2 * k + i];
            result[3] += x[i] * y[3 * k + i];
        }
    }

    // In the same order as four rows at once, so that a row's product does not depend on its neighbours.
    private static unsafe float One(float* y, float* x, int k)
    {
        Vector512<float> sums = default;
        int i = 0;
        for (; i + Vector512<float>.Count <= k; i += Vector512<float>.Count)
        {
            sums = Vector512.FusedMultiplyAdd(Vector512.Load(x + i), Vector512.Load(y + i), sums);
        }

        float sum = Vector512.Sum(sums);
        for (; i < k; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
