namespace FilmRec.Core.SampleData.Inventing;

/// <summary>Independent streams of chance from one seed.</summary>
internal static class Chance
{
    public const int Movies = 1;
    public const int Traits = 2;
    public const int Viewers = 3;
    public const int Activity = 4;
    public const int Ratings = 5;

    /// <summary>A seed for one purpose: neighbouring seeds and purposes give unrelated streams.</summary>
    public static int Seed(int seed, int purpose, int index = 0)
    {
        // The finaliser of MurmurHash3 over the three numbers.
        ulong mixed = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)purpose << 56) ^ (uint)index;
        mixed = (mixed ^ (mixed >> 33)) * 0xFF51AFD7ED558CCDUL;
        mixed = (mixed ^ (mixed >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return (int)((mixed ^ (mixed >> 33)) & int.MaxValue);
    }

    public static Random Of(int seed, int purpose, int index = 0) => new(Seed(seed, purpose, index));

    /// <summary>A draw from the standard normal distribution (Box–Muller).</summary>
    public static double NextNormal(this Random chance)
        => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());

    /// <summary>An index with probability in proportion to its weight.</summary>
    public static int NextWeighted(this Random chance, ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        double left = chance.NextDouble() * total;
        for (int index = 0; index < weights.Length; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }

        return weights.Length - 1;
    }
}
