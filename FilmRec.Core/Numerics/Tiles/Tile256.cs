using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>C += AᵀB for four rows of C and 8, 16 or 24 columns, in 256-bit vectors: a quarter of the tile that <see cref="Tile"/> hands out.</summary>
/// <remarks>One method for each width, unrolled by hand: every sum is a local, so that it stays in a register for the whole depth.</remarks>
internal static unsafe class Tile256
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add1(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector256<float> c00 = Vector256<float>.Zero;
        Vector256<float> c10 = Vector256<float>.Zero;
        Vector256<float> c20 = Vector256<float>.Zero;
        Vector256<float> c30 = Vector256<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            a += aStep;
            b += bStep;
        }

        (Vector256.Load(c) + c00).Store(c);
        c += cStep;
        (Vector256.Load(c) + c10).Store(c);
        c += cStep;
        (Vector256.Load(c) + c20).Store(c);
        c += cStep;
        (Vector256.Load(c) + c30).Store(c);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add2(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector256<float> c00 = Vector256<float>.Zero, c01 = Vector256<float>.Zero;
        Vector256<float> c10 = Vector256<float>.Zero, c11 = Vector256<float>.Zero;
        Vector256<float> c20 = Vector256<float>.Zero, c21 = Vector256<float>.Zero;
        Vector256<float> c30 = Vector256<float>.Zero, c31 = Vector256<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            a += aStep;
            b += bStep;
        }

        (Vector256.Load(c) + c00).Store(c);
        (Vector256.Load(c + 8) + c01).Store(c + 8);
        c += cStep;
        (Vector256.Load(c) + c10).Store(c);
        (Vector256.Load(c + 8) + c11).Store(c + 8);
        c += cStep;
        (Vector256.Load(c) + c20).Store(c);
        (Vector256.Load(c + 8) + c21).Store(c + 8);
        c += cStep;
        (Vector256.Load(c) + c30).Store(c);
        (Vector256.Load(c + 8) + c31).Store(c + 8);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add3(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector256<float> c00 = Vector256<float>.Zero, c01 = Vector256<float>.Zero, c02 = Vector256<float>.Zero;
        Vector256<float> c10 = Vector256<float>.Zero, c11 = Vector256<float>.Zero, c12 = Vector256<float>.Zero;
        Vector256<float> c20 = Vector256<float>.Zero, c21 = Vector256<float>.Zero, c22 = Vector256<float>.Zero;
        Vector256<float> c30 = Vector256<float>.Zero, c31 = Vector256<float>.Zero, c32 = Vector256<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var b2 = Vector256.Load(b + 16);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector256.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector256.FusedMultiplyAdd(x, b2, c02);
            x = Vector256.Create(a[1]);
            c10 = Vector256.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector256.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector256.FusedMultiplyAdd(x, b2, c12);
            x = Vector256.Create(a[2]);
            c20 = Vector256.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector256.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector256.FusedMultiplyAdd(x, b2, c22);
            x = Vector256.Create(a[3]);
            c30 = Vector256.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector256.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector256.FusedMultiplyAdd(x, b2, c32);
            a += aStep;
            b += bStep;
        }

        (Vector256.Load(c) + c00).Store(c);
        (Vector256.Load(c + 8) + c01).Store(c + 8);
        (Vector256.Load(c + 16) + c02).Store(c + 16);
        c += cStep;
        (Vector256.Load(c) + c10).Store(c);
        (Vector256.Load(c + 8) + c11).Store(c + 8);
        (Vector256.Load(c + 16) + c12).Store(c + 16);
        c += cStep;
        (Vector256.Load(c) + c20).Store(c);
        (Vector256.Load(c + 8) + c21).Store(c + 8);
        (Vector256.Load(c + 16) + c22).Store(c + 16);
        c += cStep;
        (Vector256.Load(c) + c30).Store(c);
        (Vector256.Load(c + 8) + c31).Store(c + 8);
        (Vector256.Load(c + 16) + c32).Store(c + 16);
    }
}
