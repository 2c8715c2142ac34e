namespace FilmRec.Core.Numerics;

/// <summary>Large symmetric matrices of which the lower triangle is known, row-major, [n × n].</summary>
internal static class LowerTriangle
{
    // A square block of each triangle fits the nearest cache, so that neither side is read in strides from memory.
    private const int Block = 32;

    /// <summary>Multiplies the lower triangle and copies it into the upper one.</summary>
    public static void Mirror(float[] a, int n, float factor, int threads, CancellationToken cancellationToken)
    {
        int blocks = (n + Block - 1) / Block;
        RowLoop.Run(blocks, 1, new object[threads], (block, _) =>
        {
            int end = Math.Min(n, (block + 1) * Block);
            for (int left = 0; left < end; left += Block)
            {
                for (int row = block * Block; row < end; row++)
                {
                    int own = row * n;
                    for (int column = left; column < Math.Min(left + Block, row + 1); column++)
                    {
                        float value = a[own + column] * factor;
                        a[own + column] = value;
                        a[column * n + row] = value;
                    }
                }
            }
        }, cancellationToken);
    }
}
