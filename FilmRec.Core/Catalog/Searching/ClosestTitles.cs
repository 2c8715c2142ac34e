using System.Numerics;

namespace FilmRec.Core.Catalog.Searching;

/// <summary>Where nothing answers to a text: the titles that share most of its pairs of letters.</summary>
internal static class ClosestTitles
{
    private const int Most = 5;

    // Dice's coefficient; below it two titles have a syllable in common, and nothing else.
    private const double Least = 0.3;

    /// <returns>Ids, nearest first, then most rated; possibly none.</returns>
    public static IReadOnlyList<int> Find(CatalogSnapshot catalog, string text)
    {
        var wanted = new PairSet(text);
        var best = new PriorityQueue<int, (double Likeness, int Count)>();
        for (int row = 0; row < catalog.Movies.Length; row++)
        {
            var movie = catalog.Movies[row];
            double likeness = wanted.LikenessTo(movie.NormalizedTitle);
            if (likeness < Least)
            {
                continue;
            }

            best.Enqueue(movie.MovieId, (likeness, movie.RatingCount));
            if (best.Count > Most)
            {
                best.Dequeue();
            }
        }

        int[] nearest = new int[best.Count];
        for (int place = nearest.Length - 1; place >= 0; place--)
        {
            nearest[place] = best.Dequeue();
        }

        return nearest;
    }

    /// <summary>The pairs of neighbouring letters of a text, a hashed bit each.</summary>
    private readonly struct PairSet
    {
        private const int Bits = 4096;

        private readonly ulong[] _bits = new ulong[Bits / 64];
        private readonly int _count;

        public PairSet(string text)
        {
            for (int n = 1; n < text.Length; n++)
            {
                int pair = HashOf(text[n - 1], text[n]);
                _bits[pair >> 6] |= 1UL << pair;
            }

            _count = _bits.Sum(BitOperations.PopCount);
        }

        public double LikenessTo(string title)
        {
            int shared = 0;
            for (int n = 1; n < title.Length; n++)
            {
                int pair = HashOf(title[n - 1], title[n]);
                shared += (int)(_bits[pair >> 6] >> pair & 1);
            }

            return _count == 0 ? 0 : 2.0 * Math.Min(shared, _count) / (_count + Math.Max(1, title.Length - 1));
        }

        private static int HashOf(char first, char second) => ((first * 31) ^ (second * 131)) & (Bits - 1);
    }
}
