using FilmRec.Core.Numerics.Tiles;

namespace FilmRec.Tests.Numerics.Tiles;

public sealed unsafe class TileTests
{
    private const int AStep = 11;
    private const int BStep = 53;
    private const int CStep = 50;

    private delegate void Kernel(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep, int width);

    public static TheoryData<int, int> Shapes => new MatrixTheoryData<int, int>([0, 1, 2, 7, 16, 33], [1, 2, 3]);

    /// <summary>Each of them, whatever this machine has: vectors that it lacks are imitated, slowly.</summary>
    [Theory, MemberData(nameof(Shapes))]
    public void Every_way_to_fill_a_tile_gives_the_products_and_touches_nothing_else(int depth, int width)
    {
        foreach (Kernel kernel in new Kernel[] { Tile.Add, Tile.Add512, Tile.Add256, Tile.AddPlain })
        {
            float[] a = KernelCases.Numbers((depth + 1) * AStep, 91);
            float[] b = KernelCases.Numbers((depth + 1) * BStep, 92);
            float[] c = KernelCases.Numbers(Tile.Rows * CStep, 93);
            double[] expected = [.. c.Select(value => (double)value)];
            for (int row = 0; row < Tile.Rows; row++)
            {
                for (int column = 0; column < width * Tile.Lanes; column++)
                {
                    expected[row * CStep + column] += Enumerable.Range(0, depth).Sum(k => (double)a[k * AStep + row] * b[k * BStep + column]);
                }
            }

            fixed (float* first = a, second = b, third = c)
            {
                kernel(first, AStep, second, BStep, depth, third, CStep, width);
            }

            c.Select(value => (double)value).ShouldBe(expected, 1e-5);
        }
    }
}
