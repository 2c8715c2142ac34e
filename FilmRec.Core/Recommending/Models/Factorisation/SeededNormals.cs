namespace FilmRec.Core.Recommending.Models.Factorisation;

/// <summary>A sequence of random numbers that belongs to one row of one sweep, so that it is the same whichever thread comes by.</summary>
/// <remarks>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014).</remarks>
internal struct SeededNormals
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    private ulong _state;
    private double _spare;
    private bool _hasSpare;

    /// <param name="seed">Of the training.</param>
    /// <param name="sweep">From 0.</param>
    /// <param name="side">Tells viewers, films and what they have in common apart.</param>
    /// <param name="row">From 0.</param>
    public SeededNormals(int seed, int sweep, int side, int row)
    {
        _state = Mix(Mix(Mix(Mix((ulong)(uint)seed) + (ulong)(uint)sweep) + (ulong)(uint)side) + (ulong)(uint)row);
        (_spare, _hasSpare) = (0, false);
    }

    /// <summary>Mean 0, variance 1. Box and Muller, Annals of Mathematical Statistics 29 (1958).</summary>
    public double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(Uniform()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * Uniform());
        (_spare, _hasSpare) = (radius * sine, true);
        return radius * cosine;
    }

    /// <summary>Gamma distribution of scale 1. Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000).</summary>
    /// <param name="shape">At least 1.</param>
    public double Gamma(double shape)
    {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal();
            double root = 1 + c * x;
            double v = root * root * root;
            if (root > 0 && Math.Log(Uniform()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
            {
                return d * v;
            }
        }
    }

    /// <summary>Between 0 and 1, both excluded.</summary>
    private double Uniform() => ((Mix(_state += Step) >> 11) + 0.5) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z += Step;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
