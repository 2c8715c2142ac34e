using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>Collects scattered rows of a table into a panel that <see cref="Tile"/> can run over.</summary>
internal static unsafe class Gathering
{
    // Far enough ahead for memory to answer, near enough to stay in the cache until then.
    private const int Ahead = 8;

    /// <summary>panel[n, i] = factor(n) · scale[i] · table[rows[n], i], row by row, with zeros behind k.</summary>
    /// <param name="table">Row-major, [any × k].</param>
    /// <param name="k">Numbers in a row of the table.</param>
    /// <param name="width">k rounded up to whole vectors.</param>
    /// <param name="rows">Which rows, [count].</param>
    /// <param name="codes">Looks the factor up, [count].</param>
    /// <param name="count">Rows of the panel.</param>
    /// <param name="total">Entries of <paramref name="rows"/> that may be looked at ahead, at least count.</param>
    /// <param name="factors">By code.</param>
    /// <param name="scale">[width].</param>
    /// <param name="panel">Out: [count × width].</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Rows(float* table, int k, int width, int* rows, byte* codes, int count, int total, float* factors, float* scale, float* panel)
    {
        int whole = k & -Tile.Lanes;
        for (int n = 0; n < count; n++)
        {
            if (Sse.IsSupported && n + Ahead < total)
            {
                byte* next = (byte*)(table + (nint)rows[n + Ahead] * k);
                for (int line = 0; line < k * sizeof(float); line += 64)
                {
                    Sse.Prefetch0(next + line);
                }
            }

            float* from = table + (nint)rows[n] * k;
            var factor = Vector512.Create(factors[codes[n]]);
            for (int i = 0; i < whole; i += Tile.Lanes)
            {
                (Vector512.Load(from + i) * Vector512.Load(scale + i) * factor).Store(panel + i);
            }

            if (whole < width)
            {
                Vector512<float>.Zero.Store(panel + whole);
                for (int i = whole; i < k; i++)
                {
                    panel[i] = from[i] * scale[i] * factors[codes[n]];
                }
            }

            panel += width;
        }
    }

    /// <summary>to[i, n] = from[n, i] for 16 rows of a panel.</summary>
    /// <param name="from">[16 × width].</param>
    /// <param name="width">Numbers in a row, a multiple of 16.</param>
    /// <param name="to">[width × 16], a row every <paramref name="step"/> numbers.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Turn(float* from, int width, float* to, nint step)
    {
        for (int i = 0; i < width; i++)
        {
            for (int n = 0; n < Tile.Lanes; n += 4)
            {
                float* four = from + n * width + i;
                Vector128.Create(four[0], four[width], four[2 * width], four[3 * width]).Store(to + n);
            }

            to += step;
        }
    }

    /// <summary>b += Pᵀs.</summary>
    /// <param name="panel">P, [count × width].</param>
    /// <param name="weights">s, [count].</param>
    /// <param name="b">[width], a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddRows(float* panel, float* weights, int count, int width, float* b)
    {
        int i = 0;
        for (; i + 4 * Tile.Lanes <= width; i += 4 * Tile.Lanes)
        {
            var b0 = Vector512.Load(b + i);
            var b1 = Vector512.Load(b + i + Tile.Lanes);
            var b2 = Vector512.Load(b + i + 2 * Tile.Lanes);
            var b3 = Vector512.Load(b + i + 3 * Tile.Lanes);
            float* row = panel + i;
            for (int n = 0; n < count; n++)
            {
                var weight = Vector512.Create(weights[n]);
                b0 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row), b0);
                b1 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + Tile.Lanes), b1);
                b2 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + 2 * Tile.Lanes), b2);
                b3 = Vector512.FusedMultiplyAdd(weight, Vector512.Load(row + 3 * Tile.Lanes), b3);
                row += width;
            }

            b0.Store(b + i);
            b1.Store(b + i + Tile.Lanes);
            b2.Store(b + i + 2 * Tile.Lanes);
            b3.Store(b + i + 3 * Tile.Lanes);
        }

        for (; i < width; i += Tile.Lanes)
        {
            var sum = Vector512.Load(b + i);
            for (int n = 0; n < count; n++)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[n]), Vector512.Load(panel + n * width + i), sum);
            }

            sum.Store(b + i);
        }
    }

    /// <summary>result[i] = Σ panel[i, n] · weights[n] for each of the panel's rows.</summary>
    /// <param name="panel">[rows × width].</param>
    /// <param name="weights">[width], a multiple of 16.</param>
    /// <param name="result">Out: [rows].</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Products(float* panel, float* weights, int rows, int width, float* result)
    {
        for (int i = 0; i < rows; i++)
        {
            var sum = Vector512<float>.Zero;
            for (int n = 0; n < width; n += Tile.Lanes)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Load(panel + n), Vector512.Load(weights + n), sum);
            }

            result[i] = Vector512.Sum(sum);
            panel += width;
        }
    }

    /// <summary>The identity, [size × size].</summary>
    public static void Identity(float* a, int size)
    {
        new Span<float>(a, size * size).Clear();
        for (int i = 0; i < size; i++)
        {
            a[(nint)i * (size + 1)] = 1;
        }
    }
}
