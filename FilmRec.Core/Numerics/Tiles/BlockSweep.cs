using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>Sweeps all pivots of a symmetric matrix, a block at a time; <see cref="SymmetricInverse"/> says what that is.</summary>
/// <remarks>
/// Columns of the block of pivots are packed in strips of <see cref="Strip"/> rows of A, one after the other: [strips × pivots × 48]. Such a strip is both sides of the micro-kernel.
/// The block itself is inverted by a smaller sweep.
/// </remarks>
internal sealed unsafe class BlockSweep
{
    private const int Strip = Tile.Columns;
    private const int Large = 5 * Strip;

    private readonly int _n;
    private readonly int _pivots;
    private readonly int _strips;
    private readonly float[] _columns;
    private readonly float[] _products;
    private readonly float[] _block;
    private readonly float[][] _tiles;
    private readonly BlockSweep? _inner;

    /// <param name="n">Rows of the matrix.</param>
    /// <param name="pivots">Pivots in a block, a multiple of 48.</param>
    /// <param name="threads">Threads at most.</param>
    public BlockSweep(int n, int pivots, int threads)
    {
        (_n, _pivots, _strips) = (n, pivots, (n + Strip - 1) / Strip);
        _columns = new float[_strips * pivots * Strip];
        _products = new float[_columns.Length];
        _block = new float[pivots * pivots];
        _tiles = new float[threads][];
        for (int thread = 0; thread < threads; thread++)
        {
            _tiles[thread] = new float[Tile.Rows * Strip];
        }

        _inner = pivots > Strip ? new BlockSweep(pivots, Strip, 1) : null;
    }

    /// <summary>Pivots in a block for a matrix of n rows.</summary>
    public static int PivotsOf(int n) => n > 2 * Large ? Large : Strip;

    /// <summary>Leaves −A⁻¹ in the lower triangle; what lies above it holds nothing of use.</summary>
    /// <param name="a">[n × n], a row every <paramref name="step"/> numbers.</param>
    /// <returns>False when A is not positive definite, or not finite.</returns>
    public bool Run(float* a, nint step, CancellationToken cancellationToken)
    {
        for (int first = 0; first < _n; first += _pivots)
        {
            int count = Math.Min(_pivots, _n - first);
            if (!InvertBlock(a + first * step + first, step, count, cancellationToken))
            {
                return false;
            }

            nint at = (nint)a;
            RowLoop.Run(_strips, 1, _tiles, (strip, _) => Multiply((float*)at, step, first, count, strip), cancellationToken);
            RowLoop.Run(_strips, 1, _tiles, (strip, tile) => Update((float*)at, step, first, _strips - 1 - strip, tile), cancellationToken);
            RowLoop.Run(_strips, 1, _tiles, (strip, _) => PutBack((float*)at, step, first, count, strip), cancellationToken);
        }

        return true;
    }

    /// <summary>Leaves D⁻¹, whole, in the block, with zeros where a last block has fewer pivots.</summary>
    private bool InvertBlock(float* d, nint step, int count, CancellationToken cancellationToken)
    {
        var block = _block.AsSpan();
        block.Clear();
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                block[i * _pivots + j] = d[i * step + j];
                block[j * _pivots + i] = d[i * step + j];
            }
        }

        for (int i = count; i < _pivots; i++)
        {
            block[i * _pivots + i] = 1;
        }

        fixed (float* at = block)
        {
            if (!(_inner is null ? SweepEach(block, count) : _inner.Run(at, _pivots, cancellationToken)))
            {
                return false;
            }
        }

        for (int i = 0; i < _pivots; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                float value = i < count ? -block[i * _pivots + j] : 0;
                (block[i * _pivots + j], block[j * _pivots + i]) = (value, value);
            }
        }

        return true;
    }

    /// <summary>Sweeps one pivot after the other, on the whole square.</summary>
    private bool SweepEach(Span<float> block, int count)
    {
        for (int pivot = 0; pivot < count; pivot++)
        {
            var row = block.Slice(pivot * _pivots, count);
            float value = row[pivot];
            if (!(value > 0) || !float.IsFinite(value))
            {
                return false;
            }

            float reciprocal = 1 / value;
            for (int i = 0; i < count; i++)
            {
                var other = block.Slice(i * _pivots, count);
                float factor = -other[pivot] * reciprocal;
                if (i != pivot)
                {
                    TensorPrimitives.MultiplyAdd(row, factor, other, other);
                    other[pivot] = -factor;
                }
            }

            TensorPrimitives.Multiply(row, reciprocal, row);
            row[pivot] = -reciprocal;
        }

        return true;
    }

    /// <summary>Packs one strip of V and fills the same strip of −W, both turned: [pivots × 48].</summary>
    private void Multiply(float* a, nint step, int first, int count, int strip)
    {
        var columns = _columns.AsSpan(strip * _pivots * Strip, _pivots * Strip);
        var products = _products.AsSpan(strip * _pivots * Strip, _pivots * Strip);
        columns.Clear();
        products.Clear();
        int start = strip * Strip;
        int end = Math.Min(_n, start + Strip);
        if (start >= first && start < first + _pivots)
        {
            return;
        }

        for (int k = 0; k < count; k++)
        {
            for (int row = start; row < end; row++)
            {
                columns[k * Strip + row - start] = start < first ? a[(first + k) * step + row] : a[row * step + first + k];
            }
        }

        fixed (float* inverse = _block, v = columns, w = products)
        {
            for (int k = 0; k < _pivots; k += Tile.Rows)
            {
                Tile.Add(inverse + k, _pivots, v, Strip, count, w + k * Strip, Strip, 3);
            }
        }

        TensorPrimitives.Negate(products, products);
    }

    /// <summary>A(R,R) −= W·Vᵀ for 48 rows of the lower triangle.</summary>
    private void Update(float* a, nint step, int first, int strip, float[] spare)
    {
        int top = strip * Strip;
        if (top >= first && top < first + _pivots)
        {
            return;
        }

        fixed (float* products = _products, columns = _columns, tile = spare)
        {
            float* w = products + (nint)strip * _pivots * Strip;
            for (int other = 0; other <= strip; other++)
            {
                int left = other * Strip;
                if (left >= first && left < first + _pivots)
                {
                    continue;
                }

                float* v = columns + (nint)other * _pivots * Strip;
                bool whole = top + Strip <= _n && left + Strip <= _n;
                for (int row = 0; row < Strip && top + row < _n; row += Tile.Rows)
                {
                    float* c = a + (top + row) * step + left;
                    if (whole)
                    {
                        Tile.Add(w + row, Strip, v, Strip, _pivots, c, step, 3);
                        continue;
                    }

                    spare.AsSpan().Clear();
                    Tile.Add(w + row, Strip, v, Strip, _pivots, tile, Strip, 3);
                    for (int i = 0; i < Math.Min(Tile.Rows, _n - top - row); i++)
                    {
                        for (int j = 0; j < Math.Min(Strip, _n - left); j++)
                        {
                            c[i * step + j] += tile[i * Strip + j];
                        }
                    }
                }
            }
        }
    }

    /// <summary>A(R,K) = W and A(K,K) = −D⁻¹, in the lower triangle.</summary>
    private void PutBack(float* a, nint step, int first, int count, int strip)
    {
        int start = strip * Strip;
        int end = Math.Min(_n, start + Strip);
        var products = _products.AsSpan(strip * _pivots * Strip, _pivots * Strip);
        for (int row = start; row < end; row++)
        {
            for (int k = 0; k < count; k++)
            {
                if (start < first)
                {
                    a[(first + k) * step + row] = -products[k * Strip + row - start];
                }
                else if (start >= first + _pivots)
                {
                    a[row * step + first + k] = -products[k * Strip + row - start];
                }
                else
                {
                    a[row * step + first + k] = -_block[(row - first) * _pivots + k];
                }
            }
        }
    }
}
