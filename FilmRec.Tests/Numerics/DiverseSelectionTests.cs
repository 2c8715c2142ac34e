using System.Numerics;
using FilmRec.Core.Numerics;

namespace FilmRec.Tests.Numerics;

public sealed class DiverseSelectionTests
{
    public static TheoryData<int> Sizes => KernelCases.Sizes;

    [Theory, MemberData(nameof(Sizes))]
    public void It_chooses_as_the_formula_says(int candidates)
    {
        foreach (int k in (int[])[0, 3, 17])
        {
            var (relevance, vectors, sets) = Case(candidates, k);
            foreach (float diversity in (float[])[0, 0.3f, 0.7f, 1])
            {
                int[] chosen = new int[Math.Min(20, candidates + 3)];

                int found = DiverseSelection.Select(relevance, vectors, k, sets, diversity, chosen);

                chosen[..found].ShouldBe([.. Naive(relevance, vectors, k, sets, diversity, chosen.Length)], $"k = {k}, diversity {diversity}");
            }
        }
    }

    [Fact]
    public void Without_diversity_it_is_the_order_of_relevance_and_with_it_likeness_falls()
    {
        var (relevance, vectors, sets) = Case(97, 16);
        int[] plain = new int[10];
        int[] mixed = new int[10];

        DiverseSelection.Select(relevance, vectors, 16, sets, 0, plain);
        DiverseSelection.Select(relevance, vectors, 16, sets, 0.8f, mixed);

        plain.ShouldBe(Enumerable.Range(0, 97).OrderByDescending(n => relevance[n]).Take(10));
        mixed[0].ShouldBe(plain[0]);
        Greatest(mixed).ShouldBeLessThan(Greatest(plain));

        double Greatest(int[] chosen) => chosen.SelectMany((a, n) => chosen.Skip(n + 1).Select(b => Likeness(vectors, 16, sets, a, b))).Max();
    }

    [Fact]
    public void It_allocates_nothing()
    {
        var (relevance, vectors, sets) = Case(97, 16);
        int[] chosen = new int[20];
        KernelCases.ShouldNotAllocate(() => DiverseSelection.Select(relevance, vectors, 16, sets, 0.5f, chosen));
    }

    // Every fifth candidate has no vector.
    private static (float[] Relevance, float[] Vectors, ulong[] Sets) Case(int candidates, int k)
    {
        float[] vectors = KernelCases.Numbers(candidates * k, seed: k + 1);
        for (int n = 0; n < candidates; n++)
        {
            var vector = vectors.AsSpan(n * k, k);
            double length = 0;
            foreach (float value in vector)
            {
                length += value * value;
            }

            for (int i = 0; i < k; i++)
            {
                vector[i] = n % 5 == 4 ? 0 : (float)(vector[i] / Math.Sqrt(length));
            }
        }

        var random = new Random(candidates);
        return ([.. KernelCases.Numbers(candidates, seed: 5).Select(Math.Abs)], vectors, [.. Enumerable.Range(0, candidates).Select(_ => (ulong)random.Next(16))]);
    }

    private static List<int> Naive(float[] relevance, float[] vectors, int k, ulong[] sets, float diversity, int count)
    {
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(count, relevance.Length))
        {
            chosen.Add(Enumerable.Range(0, relevance.Length).Except(chosen)
                .MaxBy(n => (1 - diversity) * relevance[n] - diversity * chosen.Select(c => Likeness(vectors, k, sets, c, n)).DefaultIfEmpty(0).Max()));
        }

        return chosen;
    }

    private static float Likeness(float[] vectors, int k, ulong[] sets, int a, int b)
    {
        float[] one = vectors[(a * k)..((a + 1) * k)];
        float[] other = vectors[(b * k)..((b + 1) * k)];
        if (one.Any(value => value != 0) && other.Any(value => value != 0))
        {
            return Math.Max(0, (float)one.Zip(other, (x, y) => (double)x * y).Sum());
        }

        int either = BitOperations.PopCount(sets[a] | sets[b]);
        return either == 0 ? 0 : (float)BitOperations.PopCount(sets[a] & sets[b]) / either;
    }
}
