using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>The symmetric rank-n update G += YᵀY.</summary>
public static class SymmetricRankK
{
    /// <summary>Adds the rows' outer products with themselves.</summary>
    /// <param name="rows">Y, row-major, [n × k].</param>
    /// <param name="k">Numbers in a row.</param>
    /// <param name="gram">In and out: lower triangle, row-major, [k × k]; what lies above is neither read nor written.</param>
    /// <remarks>n·k²/2 multiply-adds; allocates nothing.</remarks>
    public static void Add(ReadOnlySpan<float> rows, int k, Span<float> gram)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gram.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(k == 0 ? rows.Length : rows.Length % k, 0, nameof(rows));
        for (int start = 0; start < rows.Length; start += k)
        {
            var row = rows.Slice(start, k);
            for (int i = 0; i < k; i++)
            {
                var lower = gram.Slice(i * k, i + 1);
                TensorPrimitives.MultiplyAdd(row[..(i + 1)], row[i], lower, lower);
            }
        }
    }
}
