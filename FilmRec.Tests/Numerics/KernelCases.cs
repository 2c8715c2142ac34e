using System.Numerics;
using System.Runtime.Intrinsics;

namespace FilmRec.Tests.Numerics;

/// <summary>What every kernel is tried with.</summary>
internal static class KernelCases
{
    /// <summary>Nothing, one, around the width of every vector, odd and larger sizes.</summary>
    public static TheoryData<int> Sizes
        => [.. new SortedSet<int> { 0, 1, 2, 3, Vector128<float>.Count, Vector<float>.Count - 1, Vector<float>.Count, Vector<float>.Count + 1, 15, 16, 17, 33, 61, 64, 97 }];

    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(random.NextDouble() * 2 - 1);
        }

        return values;
    }

    /// <summary>A call that has run before must not allocate.</summary>
    public static void ShouldNotAllocate(Action call)
    {
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            call();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
