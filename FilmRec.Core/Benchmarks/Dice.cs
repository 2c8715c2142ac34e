namespace FilmRec.Core.Benchmarks;

/// <summary>Fast chance from a seed, the same in every version of .NET: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 … 1, without 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 … limit − 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Mean 0, deviation 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());
}

/// <summary>Draws numbers with given weights in constant time: Walker's alias method, as Vose builds it (IEEE Transactions on Software Engineering 17, 1991).</summary>
internal sealed class AliasTable
{
    private readonly float[] _keep;
    private readonly int[] _alias;

    /// <param name="weights">At least 0; where all are 0, every number is as likely.</param>
    public AliasTable(double[] weights)
    {
        double sum = weights.Sum();
        double[] scaled = [.. weights.Select(weight => sum > 0 ? weight / sum * weights.Length : 1)];
        _keep = new float[weights.Length];
        _alias = new int[weights.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int n = 0; n < scaled.Length; n++)
        {
            (scaled[n] < 1 ? small : large).Push(n);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int below = small.Pop();
            int above = large.Pop();
            (_keep[below], _alias[below]) = ((float)scaled[below], above);
            scaled[above] -= 1 - scaled[below];
            (scaled[above] < 1 ? small : large).Push(above);
        }

        foreach (int rest in small.Concat(large))
        {
            (_keep[rest], _alias[rest]) = (1, rest);
        }
    }

    public int Draw(ref Dice dice)
    {
        int n = dice.Below(_keep.Length);
        return dice.Share() < _keep[n] ? n : _alias[n];
    }
}
