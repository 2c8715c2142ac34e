using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>Solves symmetric positive definite systems of some hundred unknowns: A = FᵀDF with F of unit diagonal, blocks of 16 rows at a time.</summary>
/// <remarks>
/// Golub and Van Loan, Matrix Computations, section 4.1.2 (LDLᵀ) in the order of section 4.2.9 (outer products by blocks); the upper triangle is kept,
/// so that a block of rows is a panel for <see cref="Tile"/> as it lies. There is no square root, and only one division a row.
/// The right-hand side is eliminated along with the matrix.
/// </remarks>
internal static unsafe class UpperSystem
{
    private const int Block = Tile.Lanes;

    /// <summary>Numbers that <see cref="Factor"/> wants as work space.</summary>
    public static int WorkOf(int size) => 2 * Block * size;

    /// <summary>Replaces A by its factors and b by D⁻¹F⁻ᵀb.</summary>
    /// <param name="a">In: the upper triangle of A; out: F; row-major, [size × size]. What lies below is of no use before and after, but must be finite.</param>
    /// <param name="size">Rows of A, a multiple of 16.</param>
    /// <param name="reciprocals">Out: 1/D, [size].</param>
    /// <param name="b">In and out: [size].</param>
    /// <param name="work">Of <see cref="WorkOf"/> numbers; what is left there belongs to <see cref="Back"/>.</param>
    /// <returns>False when A is not positive definite, or not finite.</returns>
    /// <remarks>size³/6 multiply-adds.</remarks>
    public static bool Factor(float* a, int size, float* reciprocals, float* b, float* work)
    {
        float* turned = work;
        float* negated = work + (nint)Block * size;
        for (int first = 0; first < size; first += Block)
        {
            float* rows = a + (nint)first * size + first;
            if (!Diagonal(rows, size, reciprocals + first, b + first, turned + (nint)first * Block))
            {
                return false;
            }

            int rest = size - first - Block;
            if (rest > 0)
            {
                Eliminate(rows, size, rest, negated, reciprocals + first);
                Tile.AddUpper(negated, rest, rows + Block, size, Block, rest, a + (nint)(first + Block) * (size + 1), size);
            }

            Forward(rows + Block, size, rest, b + first, b + first + Block, reciprocals + first);
        }

        return true;
    }

    /// <summary>Eliminates one more right-hand side: b becomes D⁻¹F⁻ᵀb.</summary>
    public static void Forward(float* f, int size, float* reciprocals, float* b)
    {
        for (int first = 0; first < size; first += Block)
        {
            float* rows = f + (nint)first * size + first;
            var own = Vector512.Load(b + first);
            for (int j = 0; j < Block; j++)
            {
                own.Store(b + first);
                own -= Above(Vector512.Load(rows + (nint)j * size), j) * Vector512.Create(b[first + j]);
            }

            own.Store(b + first);
            int rest = size - first - Block;
            Forward(rows + Block, size, rest, b + first, b + first + Block, reciprocals + first);
        }
    }

    /// <summary>x = F⁻¹b, in place.</summary>
    /// <param name="f">What <see cref="Factor"/> left.</param>
    /// <param name="size">Rows of it.</param>
    /// <param name="b">In: D⁻¹F⁻ᵀb; out: x.</param>
    /// <param name="work">What <see cref="Factor"/> left there.</param>
    public static void Back(float* f, int size, float* b, float* work)
    {
        for (int first = size - Block; first >= 0; first -= Block)
        {
            float* rows = f + (nint)first * size;
            for (int i = 0; i < Block && first + Block < size; i++)
            {
                var sum = Vector512<float>.Zero;
                for (int column = first + Block; column < size; column += Block)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Load(rows + column), Vector512.Load(b + column), sum);
                }

                b[first + i] -= Vector512.Sum(sum);
                rows += size;
            }

            float* turned = work + (nint)first * Block;
            var own = Vector512.Load(b + first);
            for (int j = Block - 1; j > 0; j--)
            {
                own = Vector512.FusedMultiplyAdd(Vector512.Load(turned + j * Block), Vector512.Create(b[first + j]), own);
                own.Store(b + first);
            }
        }
    }

    /// <summary>Factors the 16 × 16 at the diagonal. Leaves the columns of −F above its diagonal, as rows, for the way back.</summary>
    private static bool Diagonal(float* rows, nint step, float* reciprocals, float* b, float* turned)
    {
        float* factors = stackalloc float[Block];
        for (int i = 0; i < Block * Block; i += Block)
        {
            Vector512<float>.Zero.Store(turned + i);
        }

        var right = Vector512.Load(b);
        for (int j = 0; j < Block; j++)
        {
            float* row = rows + j * step;
            float pivot = row[j];
            if (!(pivot > 0) || !float.IsFinite(pivot))
            {
                return false;
            }

            float reciprocal = 1 / pivot;
            reciprocals[j] = reciprocal;
            var own = Vector512.Load(row);
            var scaled = own * Vector512.Create(reciprocal);
            scaled.Store(factors);
            right.Store(b);
            for (int i = j + 1; i < Block; i++)
            {
                float* other = rows + i * step;
                (Vector512.Load(other) - Vector512.Create(factors[i]) * own).Store(other);
                turned[i * Block + j] = -factors[i];
            }

            right -= Above(scaled, j) * Vector512.Create(b[j]);
            scaled.Store(row);
        }

        right.Store(b);
        return true;
    }

    /// <summary>The lanes above one alone.</summary>
    private static Vector512<float> Above(Vector512<float> values, int lane)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512<int>.Indices, Vector512.Create(lane)).AsSingle(), values, Vector512<float>.Zero);

    /// <summary>Solves for the rows right of the diagonal block: leaves F there, and −D·F in <paramref name="negated"/>, [16 × rest].</summary>
    private static void Eliminate(float* rows, nint step, int rest, float* negated, float* reciprocals)
    {
        int column = 0;
        for (; column + 2 * Block <= rest; column += 2 * Block)
        {
            for (int i = 0; i < Block; i++)
            {
                float* own = rows + i * step + Block + column;
                float* to = negated + (nint)i * rest + column;
                var left = Vector512.Load(own);
                var right = Vector512.Load(own + Block);
                for (int m = 0; m < i; m++)
                {
                    var factor = Vector512.Create(rows[m * step + i]);
                    float* above = negated + (nint)m * rest + column;
                    left = Vector512.FusedMultiplyAdd(factor, Vector512.Load(above), left);
                    right = Vector512.FusedMultiplyAdd(factor, Vector512.Load(above + Block), right);
                }

                (-left).Store(to);
                (-right).Store(to + Block);
                (left * Vector512.Create(reciprocals[i])).Store(own);
                (right * Vector512.Create(reciprocals[i])).Store(own + Block);
            }
        }

        for (; column < rest; column += Block)
        {
            for (int i = 0; i < Block; i++)
            {
                float* own = rows + i * step + Block + column;
                var left = Vector512.Load(own);
                for (int m = 0; m < i; m++)
                {
                    left = Vector512.FusedMultiplyAdd(Vector512.Create(rows[m * step + i]), Vector512.Load(negated + (nint)m * rest + column), left);
                }

                (-left).Store(negated + (nint)i * rest + column);
                (left * Vector512.Create(reciprocals[i])).Store(own);
            }
        }
    }

    /// <summary>Takes 16 eliminated unknowns out of the rest of the right-hand side, and divides them by D.</summary>
    private static void Forward(float* f, nint step, int rest, float* eliminated, float* b, float* reciprocals)
    {
        for (int column = 0; column < rest; column += Block)
        {
            var even = Vector512.Load(b + column);
            var odd = Vector512<float>.Zero;
            for (int m = 0; m < Block; m += 2)
            {
                even -= Vector512.Load(f + m * step + column) * Vector512.Create(eliminated[m]);
                odd -= Vector512.Load(f + (m + 1) * step + column) * Vector512.Create(eliminated[m + 1]);
            }

            (even + odd).Store(b + column);
        }

        (Vector512.Load(eliminated) * Vector512.Load(reciprocals)).Store(eliminated);
    }
}
