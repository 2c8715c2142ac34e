using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics;

/// <summary>Rows of numbers in 16 bits each, for inner products with one vector: half the memory, and at this size memory is what one waits for. Immutable.</summary>
/// <remarks>
/// A row is kept as whole numbers of −32,767 … 32,767 and one scale, so an element is off by at most half of the row's largest divided by 32,767. 2·k + 4 bytes a row.
/// </remarks>
public sealed class PackedRows
{
    private const int RowsAtATime = 4;
    private const float Steps = short.MaxValue;

    private readonly short[] _values;
    private readonly float[] _scales;
    private readonly int _k;

    /// <param name="rows">Row-major, [rows × k], finite.</param>
    /// <param name="k">Numbers in a row, at least 1.</param>
    public PackedRows(ReadOnlySpan<float> rows, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Length % k, 0, nameof(rows));
        (_k, _values, _scales) = (k, new short[rows.Length], new float[rows.Length / k]);
        for (int row = 0; row < _scales.Length; row++)
        {
            var own = rows.Slice(row * k, k);
            float largest = Math.Abs(TensorPrimitives.MaxMagnitude(own));
            _scales[row] = largest / Steps;
            for (int i = 0; i < k && largest > 0; i++)
            {
                _values[row * k + i] = (short)MathF.Round(own[i] / largest * Steps);
            }
        }
    }

    public int Count => _scales.Length;

    /// <summary>result[row] = row · x for every row.</summary>
    /// <param name="x">[k].</param>
    /// <param name="result">Out: [rows].</param>
    /// <remarks>O(rows·k) time; allocates nothing.</remarks>
    public unsafe void Multiply(ReadOnlySpan<float> x, Span<float> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(x.Length, _k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Length, Count);
        fixed (short* values = _values)
        fixed (float* vector = x)
        {
            int row = 0;
            for (; row + RowsAtATime <= result.Length; row += RowsAtATime)
            {
                Four(values + (nint)row * _k, vector, _k, result.Slice(row, RowsAtATime));
            }

            for (; row < result.Length; row++)
            {
                result[row] = One(values + (nint)row * _k, vector, _k);
            }
        }

        TensorPrimitives.Multiply(result, _scales, result);
    }

    private static unsafe void Four(short* y, float* x, int k, Span<float> result)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i + Vector512<short>.Count <= k; i += Vector512<short>.Count)
        {
            var low = Vector512.Load(x + i);
            var high = Vector512.Load(x + i + Vector512<float>.Count);
            s0 = Add(y + i, low, high, s0);
            s1 = Add(y + k + i, low, high, s1);
            s2 = Add(y + 2 * k + i, low, high, s2);
            s3 = Add(y + 3 * k + i, low, high, s3);
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
    private static unsafe float One(short* y, float* x, int k)
    {
        Vector512<float> sums = default;
        int i = 0;
        for (; i + Vector512<short>.Count <= k; i += Vector512<short>.Count)
        {
            sums = Add(y + i, Vector512.Load(x + i), Vector512.Load(x + i + Vector512<float>.Count), sums);
        }

        float sum = Vector512.Sum(sums);
        for (; i < k; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    private static unsafe Vector512<float> Add(short* y, Vector512<float> low, Vector512<float> high, Vector512<float> sums)
    {
        var (lower, upper) = Vector512.Widen(Vector512.Load(y));
        sums = Vector512.FusedMultiplyAdd(low, Vector512.ConvertToSingle(lower), sums);
        return Vector512.FusedMultiplyAdd(high, Vector512.ConvertToSingle(upper), sums);
    }
}
