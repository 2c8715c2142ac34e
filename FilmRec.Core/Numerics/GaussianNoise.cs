namespace FilmRec.Core.Numerics;

/// <summary>Normally distributed numbers from a seed.</summary>
public static class GaussianNoise
{
    /// <summary>Fills with independent draws of mean 0; the same seed gives the same numbers.</summary>
    /// <param name="values">Out: [any].</param>
    /// <param name="deviation">Standard deviation.</param>
    /// <param name="seed">Start of the sequence.</param>
    /// <remarks>Box and Muller, Annals of Mathematical Statistics 29 (1958): two uniform draws give two normal ones.</remarks>
    public static void Fill(Span<float> values, double deviation, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < values.Length; i += 2)
        {
            double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(radius * cosine);
            if (i + 1 < values.Length)
            {
                values[i + 1] = (float)(radius * sine);
            }
        }
    }
}
