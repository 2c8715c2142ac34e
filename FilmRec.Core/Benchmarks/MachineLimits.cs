using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace FilmRec.Core.Benchmarks;

/// <summary>What this machine can do at most: the yardstick for every kernel.</summary>
public static class MachineLimits
{
    private const int Rounds = 5;
    private const int Chains = 16;
    private const int Steps = 3_000_000;
    private const int BytesPerThread = 64 << 20;

    /// <summary>GFLOP/s of FP32 multiply-adds from register to register, on all threads at once: the best of some rounds.</summary>
    public static double PeakGflops(int threads)
    {
        int lanes = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        double best = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            double seconds = Together(threads, _ =>
            {
                float sum = Vector512.IsHardwareAccelerated ? Multiply512(Steps) : Multiply256(Steps);
                GC.KeepAlive(sum);
            });
            best = Math.Max(best, 2.0 * lanes * Chains * Steps * threads / seconds / 1e9);
        }

        return best;
    }

    /// <summary>GB/s that all threads read from memory together: the best of some rounds.</summary>
    public static unsafe double Bandwidth(int threads)
    {
        // Not from the managed heap, which would keep it and count it as the benches' own.
        void* memory = NativeMemory.AlignedAlloc((nuint)BytesPerThread * (nuint)threads, 64);
        new Span<byte>(memory, BytesPerThread).Clear();
        double best = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            double seconds = Together(threads, thread =>
            {
                float* own = (float*)memory + (nint)thread * (BytesPerThread / sizeof(float));
                if (round == 0)
                {
                    new Span<float>(own, BytesPerThread / sizeof(float)).Clear();
                }

                GC.KeepAlive(TensorPrimitives.Sum(new ReadOnlySpan<float>(own, BytesPerThread / sizeof(float))));
            });
            best = round == 0 ? 0 : Math.Max(best, (double)BytesPerThread * threads / seconds / 1e9);
        }

        NativeMemory.AlignedFree(memory);
        return best;
    }

    /// <summary>Seconds from the moment when the first thread begins to the moment when the last is done.</summary>
    private static double Together(int threads, Action<int> work)
    {
        using var ready = new Barrier(threads);
        var all = new Thread[threads];
        long[] begun = new long[threads];
        long[] done = new long[threads];
        for (int n = 0; n < threads; n++)
        {
            int thread = n;
            all[n] = new Thread(() =>
            {
                ready.SignalAndWait();
                begun[thread] = Stopwatch.GetTimestamp();
                work(thread);
                done[thread] = Stopwatch.GetTimestamp();
            });
            all[n].Start();
        }

        Array.ForEach(all, thread => thread.Join());
        return Stopwatch.GetElapsedTime(begun.Min(), done.Max()).TotalSeconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Multiply512(int steps)
    {
        var x = Vector512.Create(0.999f);
        var y = Vector512.Create(0.001f);
        Vector512<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x, c8 = x, c9 = x, ca = x, cb = x, cc = x, cd = x, ce = x, cf = x;
        for (int step = 0; step < steps; step++)
        {
            c0 = Vector512.FusedMultiplyAdd(c0, x, y);
            c1 = Vector512.FusedMultiplyAdd(c1, x, y);
            c2 = Vector512.FusedMultiplyAdd(c2, x, y);
            c3 = Vector512.FusedMultiplyAdd(c3, x, y);
            c4 = Vector512.FusedMultiplyAdd(c4, x, y);
            c5 = Vector512.FusedMultiplyAdd(c5, x, y);
            c6 = Vector512.FusedMultiplyAdd(c6, x, y);
            c7 = Vector512.FusedMultiplyAdd(c7, x, y);
            c8 = Vector512.FusedMultiplyAdd(c8, x, y);
            c9 = Vector512.FusedMultiplyAdd(c9, x, y);
            ca = Vector512.FusedMultiplyAdd(ca, x, y);
            cb = Vector512.FusedMultiplyAdd(cb, x, y);
            cc = Vector512.FusedMultiplyAdd(cc, x, y);
            cd = Vector512.FusedMultiplyAdd(cd, x, y);
            ce = Vector512.FusedMultiplyAdd(ce, x, y);
            cf = Vector512.FusedMultiplyAdd(cf, x, y);
        }

        return Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + ca + cb + cc + cd + ce + cf);
    }

    // Eight chains are enough to keep two units busy, and sixteen would not fit the registers: so twice the steps.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Multiply256(int steps)
    {
        var x = Vector256.Create(0.999f);
        var y = Vector256.Create(0.001f);
        Vector256<float> c0 = x, c1 = x, c2 = x, c3 = x, c4 = x, c5 = x, c6 = x, c7 = x;
        for (int step = 0; step < 2 * steps; step++)
        {
            c0 = Vector256.FusedMultiplyAdd(c0, x, y);
            c1 = Vector256.FusedMultiplyAdd(c1, x, y);
            c2 = Vector256.FusedMultiplyAdd(c2, x, y);
            c3 = Vector256.FusedMultiplyAdd(c3, x, y);
            c4 = Vector256.FusedMultiplyAdd(c4, x, y);
            c5 = Vector256.FusedMultiplyAdd(c5, x, y);
            c6 = Vector256.FusedMultiplyAdd(c6, x, y);
            c7 = Vector256.FusedMultiplyAdd(c7, x, y);
        }

        return Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7);
    }
}
