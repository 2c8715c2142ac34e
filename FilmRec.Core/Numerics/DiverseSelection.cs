using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace FilmRec.Core.Numerics;

/// <summary>Chooses a few of many candidates so that they are good, and unlike each other.</summary>
public static class DiverseSelection
{
    /// <summary>
    /// Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): again and again the candidate with the highest
    /// (1 − λ)·relevance − λ·(its greatest likeness to what has been chosen). Equal ones rank by the lower index.
    /// </summary>
    /// <param name="relevance">0 … 1 by candidate, [candidates].</param>
    /// <param name="vectors">Unit vectors, row-major, [candidates × k]; zeros for a candidate that has none. Likeness is the cosine, at least 0.</param>
    /// <param name="k">Length of a vector; may be 0.</param>
    /// <param name="sets">Sets as bits, [candidates]: likeness of two where one has no vector is what they share of what either has.</param>
    /// <param name="diversity">λ, 0 … 1; 0 orders by relevance alone.</param>
    /// <param name="chosen">Out: indices in the order of choosing; its length is how many are wanted.</param>
    /// <returns>How many were written: fewer than wanted only where there are fewer candidates.</returns>
    /// <remarks>candidates · chosen · k multiply-adds. Work space is rented.</remarks>
    public static int Select(
        ReadOnlySpan<float> relevance, ReadOnlySpan<float> vectors, int k, ReadOnlySpan<ulong> sets, float diversity, Span<int> chosen)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(vectors.Length, relevance.Length * k);
        ArgumentOutOfRangeException.ThrowIfNotEqual(sets.Length, relevance.Length);
        int count = Math.Min(chosen.Length, relevance.Length);
        float[] rented = ArrayPool<float>.Shared.Rent(relevance.Length);
        int[] rentedLeft = ArrayPool<int>.Shared.Rent(relevance.Length);
        var likest = rented.AsSpan(0, relevance.Length);
        var left = rentedLeft.AsSpan(0, relevance.Length);
        likest.Clear();
        for (int n = 0; n < left.Length; n++)
        {
            left[n] = n;
        }

        for (int n = 0; n < count; n++)
        {
            int place = Best(relevance, likest, left, diversity);
            int candidate = left[place];
            chosen[n] = candidate;
            left[(place + 1)..].CopyTo(left[place..]); // keeps the order, by which ties are decided
            left = left[..^1];
            var vector = vectors.Slice(candidate * k, k);
            bool hasVector = vector.ContainsAnyExcept(0f);
            foreach (int other in left)
            {
                var otherVector = vectors.Slice(other * k, k);
                float likeness = hasVector && otherVector.ContainsAnyExcept(0f) ? TensorPrimitives.Dot(vector, otherVector) : Shared(sets[candidate], sets[other]);
                likest[other] = Math.Max(likest[other], likeness);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        ArrayPool<int>.Shared.Return(rentedLeft);
        return count;
    }

    private static int Best(ReadOnlySpan<float> relevance, ReadOnlySpan<float> likest, ReadOnlySpan<int> left, float diversity)
    {
        int best = 0;
        float highest = float.NegativeInfinity;
        for (int place = 0; place < left.Length; place++)
        {
            float value = (1 - diversity) * relevance[left[place]] - diversity * likest[left[place]];
            if (value > highest)
            {
                (best, highest) = (place, value);
            }
        }

        return best;
    }

    private static float Shared(ulong set, ulong other)
        => (set | other) == 0 ? 0 : (float)BitOperations.PopCount(set & other) / BitOperations.PopCount(set | other);
}
