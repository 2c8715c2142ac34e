using System.Buffers;
using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Core.Numerics;

/// <summary>The symmetric rank-n update G += YᵀY.</summary>
public static class SymmetricRankK
{
    private const int CacheLine = 16;
    private const int PanelNumbers = 8192;

    /// <summary>Adds the rows' outer products with themselves.</summary>
    /// <param name="rows">Y, row-major, [n × k].</param>
    /// <param name="k">Numbers in a row.</param>
    /// <param name="gram">In and out: lower triangle, row-major, [k × k]; what lies above is neither read nor written.</param>
    /// <remarks>n·k²/2 multiply-adds in register tiles; rents k² numbers to add them up in.</remarks>
    public static unsafe void Add(ReadOnlySpan<float> rows, int k, Span<float> gram)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gram.Length, k * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(k == 0 ? rows.Length : rows.Length % k, 0, nameof(rows));
        if (rows.IsEmpty)
        {
            return;
        }

        int width = (k + Tile.Lanes - 1) / Tile.Lanes * Tile.Lanes;
        int atATime = Math.Max(Tile.Lanes, PanelNumbers / width);
        float[] rented = ArrayPool<float>.Shared.Rent(CacheLine + (atATime + width) * width);
        fixed (float* numbers = rented)
        {
            float* panel = (float*)(((nint)numbers + sizeof(float) * CacheLine - 1) & -(sizeof(float) * CacheLine));
            float* sums = panel + atATime * width;
            new Span<float>(panel, (atATime + width) * width).Clear();
            int n = rows.Length / k;
            for (int first = 0; first < n; first += atATime)
            {
                int count = Math.Min(atATime, n - first);
                for (int row = 0; row < count; row++)
                {
                    rows.Slice((first + row) * k, k).CopyTo(new Span<float>(panel + row * width, k));
                }

                Tile.AddUpper(panel, width, panel, width, count, width, sums, width);
            }

            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    gram[i * k + j] += sums[j * width + i];
                }
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }
}
