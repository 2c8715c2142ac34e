using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Inner products of one vector with many rows.</summary>
public static class RowProducts
{
    /// <summary>result[row] = y(row) · x for every row.</summary>
    /// <param name="y">Row-major, [rows × k].</param>
    /// <param name="x">[k]; its length defines k.</param>
    /// <param name="result">Out: [rows].</param>
    /// <remarks>O(rows·k) time; allocates nothing.</remarks>
    public static void Multiply(ReadOnlySpan<float> y, ReadOnlySpan<float> x, Span<float> result)
    {
        int k = x.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, result.Length * k);
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = k == 0 ? 0 : TensorPrimitives.Dot(y.Slice(row * k, k), x);
        }
    }
}
