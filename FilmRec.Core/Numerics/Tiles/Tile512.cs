using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Numerics.Tiles;

/// <summary>C += AᵀB for eight rows of C and 16, 32 or 48 columns, in 512-bit vectors. <see cref="Tile"/> says what the arguments are.</summary>
/// <remarks>One method for each width, unrolled by hand: every sum is a local, so that it stays in a register for the whole depth.</remarks>
internal static unsafe class Tile512
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add1(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector512<float> c00 = Vector512<float>.Zero;
        Vector512<float> c10 = Vector512<float>.Zero;
        Vector512<float> c20 = Vector512<float>.Zero;
        Vector512<float> c30 = Vector512<float>.Zero;
        Vector512<float> c40 = Vector512<float>.Zero;
        Vector512<float> c50 = Vector512<float>.Zero;
        Vector512<float> c60 = Vector512<float>.Zero;
        Vector512<float> c70 = Vector512<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            x = Vector512.Create(a[6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            x = Vector512.Create(a[7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            a += aStep;
            b += bStep;
        }

        (Vector512.Load(c) + c00).Store(c);
        c += cStep;
        (Vector512.Load(c) + c10).Store(c);
        c += cStep;
        (Vector512.Load(c) + c20).Store(c);
        c += cStep;
        (Vector512.Load(c) + c30).Store(c);
        c += cStep;
        (Vector512.Load(c) + c40).Store(c);
        c += cStep;
        (Vector512.Load(c) + c50).Store(c);
        c += cStep;
        (Vector512.Load(c) + c60).Store(c);
        c += cStep;
        (Vector512.Load(c) + c70).Store(c);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add2(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector512<float> c00 = Vector512<float>.Zero, c01 = Vector512<float>.Zero;
        Vector512<float> c10 = Vector512<float>.Zero, c11 = Vector512<float>.Zero;
        Vector512<float> c20 = Vector512<float>.Zero, c21 = Vector512<float>.Zero;
        Vector512<float> c30 = Vector512<float>.Zero, c31 = Vector512<float>.Zero;
        Vector512<float> c40 = Vector512<float>.Zero, c41 = Vector512<float>.Zero;
        Vector512<float> c50 = Vector512<float>.Zero, c51 = Vector512<float>.Zero;
        Vector512<float> c60 = Vector512<float>.Zero, c61 = Vector512<float>.Zero;
        Vector512<float> c70 = Vector512<float>.Zero, c71 = Vector512<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a[6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a[7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            a += aStep;
            b += bStep;
        }

        (Vector512.Load(c) + c00).Store(c);
        (Vector512.Load(c + 16) + c01).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c10).Store(c);
        (Vector512.Load(c + 16) + c11).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c20).Store(c);
        (Vector512.Load(c + 16) + c21).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c30).Store(c);
        (Vector512.Load(c + 16) + c31).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c40).Store(c);
        (Vector512.Load(c + 16) + c41).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c50).Store(c);
        (Vector512.Load(c + 16) + c51).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c60).Store(c);
        (Vector512.Load(c + 16) + c61).Store(c + 16);
        c += cStep;
        (Vector512.Load(c) + c70).Store(c);
        (Vector512.Load(c + 16) + c71).Store(c + 16);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add3(float* a, nint aStep, float* b, nint bStep, int depth, float* c, nint cStep)
    {
        Vector512<float> c00 = Vector512<float>.Zero, c01 = Vector512<float>.Zero, c02 = Vector512<float>.Zero;
        Vector512<float> c10 = Vector512<float>.Zero, c11 = Vector512<float>.Zero, c12 = Vector512<float>.Zero;
        Vector512<float> c20 = Vector512<float>.Zero, c21 = Vector512<float>.Zero, c22 = Vector512<float>.Zero;
        Vector512<float> c30 = Vector512<float>.Zero, c31 = Vector512<float>.Zero, c32 = Vector512<float>.Zero;
        Vector512<float> c40 = Vector512<float>.Zero, c41 = Vector512<float>.Zero, c42 = Vector512<float>.Zero;
        Vector512<float> c50 = Vector512<float>.Zero, c51 = Vector512<float>.Zero, c52 = Vector512<float>.Zero;
        Vector512<float> c60 = Vector512<float>.Zero, c61 = Vector512<float>.Zero, c62 = Vector512<float>.Zero;
        Vector512<float> c70 = Vector512<float>.Zero, c71 = Vector512<float>.Zero, c72 = Vector512<float>.Zero;
        for (int k = 0; k < depth; k++)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var b2 = Vector512.Load(b + 32);
            var x = Vector512.Create(a[0]);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            x = Vector512.Create(a[1]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            x = Vector512.Create(a[2]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            x = Vector512.Create(a[3]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            x = Vector512.Create(a[4]);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            c42 = Vector512.FusedMultiplyAdd(x, b2, c42);
            x = Vector512.Create(a[5]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            c52 = Vector512.FusedMultiplyAdd(x, b2, c52);
            x = Vector512.Create(a[6]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            c62 = Vector512.FusedMultiplyAdd(x, b2, c62);
            x = Vector512.Create(a[7]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
            c72 = Vector512.FusedMultiplyAdd(x, b2, c72);
            a += aStep;
            b += bStep;
        }

        (Vector512.Load(c) + c00).Store(c);
        (Vector512.Load(c + 16) + c01).Store(c + 16);
        (Vector512.Load(c + 32) + c02).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c10).Store(c);
        (Vector512.Load(c + 16) + c11).Store(c + 16);
        (Vector512.Load(c + 32) + c12).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c20).Store(c);
        (Vector512.Load(c + 16) + c21).Store(c + 16);
        (Vector512.Load(c + 32) + c22).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c30).Store(c);
        (Vector512.Load(c + 16) + c31).Store(c + 16);
        (Vector512.Load(c + 32) + c32).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c40).Store(c);
        (Vector512.Load(c + 16) + c41).Store(c + 16);
        (Vector512.Load(c + 32) + c42).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c50).Store(c);
        (Vector512.Load(c + 16) + c51).Store(c + 16);
        (Vector512.Load(c + 32) + c52).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c60).Store(c);
        (Vector512.Load(c + 16) + c61).Store(c + 16);
        (Vector512.Load(c + 32) + c62).Store(c + 32);
        c += cStep;
        (Vector512.Load(c) + c70).Store(c);
        (Vector512.Load(c + 16) + c71).Store(c + 16);
        (Vector512.Load(c + 32) + c72).Store(c + 32);
    }
}
