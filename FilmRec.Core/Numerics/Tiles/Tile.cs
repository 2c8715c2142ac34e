using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>The micro-kernel under everything dense: C += AᵀB for one small tile of C that is kept in registers while the depth runs by.</summary>
/// <remarks>
/// A and B are read row by row, each with its own step: a panel that lies in memory row-major serves as both without packing.
/// Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (ACM TOMS 34, 2008), the innermost loop.
/// </remarks>
internal static unsafe class Tile
{
    /// <summary>Rows of C in a tile.</summary>
    public const int Rows = 8;

    /// <summary>Columns of C come in this many.</summary>
    public const int Lanes = 16;

    /// <summary>Columns of the widest tile.</summary>
    public const int Columns = 3 * Lanes;

    /// <summary>c[r, j] += Σₖ a[k, r] · b[k, j] for 8 rows r and 16·<paramref name="width"/> columns j.</summary>
    /// <param name="a">[depth × 8], a row every <paramref name="aStep"/> numbers.</param>
    /// <param name="b">[depth × 16·width], a row every <paramref name="bStep"/> numbers.</param>
    /// <param name="depth">How many products each sum has.</param>
    /// <param name="c">[8 × 16·width], a row every <paramref name="cStep"/> numbers.</param>
    /// <param name="width">1, 2 or 3 times sixteen columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep, int width)
    {
        Debug.Assert(width is >= 1 and <= 3);
        if (Vector512.IsHardwareAccelerated)
        {
            Add512(a, aStep, b, bStep, depth, c, cStep, width);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Add256(a, aStep, b, bStep, depth, c, cStep, width);
        }
        else
        {
            AddPlain(a, aStep, b, bStep, depth, c, cStep, width);
        }
    }

    /// <summary>C += PᵀP, upper triangle, for a panel P of rows whose length is a multiple of 16.</summary>
    /// <param name="panel">P, row-major, [depth × size].</param>
    /// <param name="depth">Rows of the panel.</param>
    /// <param name="size">Numbers in a row, a multiple of 16.</param>
    /// <param name="c">[size × size]; of the squares of 16 on the diagonal the lower half is written too, and is of no use.</param>
    /// <remarks>The panel is read again for every eight rows of C: 32 kB of it stay in the nearest cache.</remarks>
    public static void AddUpper(float* panel, int depth, int size, float* c)
        => AddUpper(panel, size, panel, size, depth, size, c, size);

    /// <summary>C += AᵀB, of which the upper triangle is wanted; as the other.</summary>
    public static void AddUpper(float* a, nint aStep, float* b, nint bStep, int depth, int size, float* c, nint cStep)
    {
        for (int row = 0; row < size; row += Rows)
        {
            // Whole vectors from the diagonal on; four are taken as two and two, because a tile of one has too few sums to keep the processor busy.
            int column = row & -Lanes;
            while (column < size)
            {
                int left = (size - column) / Lanes;
                int width = left is 4 or 2 ? 2 : Math.Min(left, 3);
                Add(a + row, aStep, b + column, bStep, depth, c + row * cStep + column, cStep, width);
                column += width * Lanes;
            }
        }
    }

    internal static void Add512(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep, int width)
    {
        switch (width)
        {
            case 1: Tile512.Add1(a, aStep, b, bStep, depth, c, cStep); break;
            case 2: Tile512.Add2(a, aStep, b, bStep, depth, c, cStep); break;
            default: Tile512.Add3(a, aStep, b, bStep, depth, c, cStep); break;
        }
    }

    // 16 registers hold a quarter of the tile: half the rows and half the columns.
    internal static void Add256(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep, int width)
    {
        const int HalfRows = Rows / 2;
        for (int row = 0; row < Rows; row += HalfRows)
        {
            for (int column = 0; column < Lanes * width; column += Lanes / 2 * width)
            {
                float* to = c + row * cStep + column;
                switch (width)
                {
                    case 1: Tile256.Add1(a + row, aStep, b + column, bStep, depth, to, cStep); break;
                    case 2: Tile256.Add2(a + row, aStep, b + column, bStep, depth, to, cStep); break;
                    default: Tile256.Add3(a + row, aStep, b + column, bStep, depth, to, cStep); break;
                }
            }
        }
    }

    internal static void AddPlain(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep, int width)
    {
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Lanes * width; column++)
            {
                float sum = 0;
                for (int k = 0; k < depth; k++)
                {
                    sum += a[k * aStep + row] * b[k * bStep + column];
                }

                c[row * cStep + column] += sum;
            }
        }
    }
}
