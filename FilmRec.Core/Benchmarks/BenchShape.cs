using System.Globalization;

namespace FilmRec.Core.Benchmarks;

/// <summary>How large the invented data is.</summary>
public sealed record BenchShape(int Viewers, int Movies, int Ratings)
{
    /// <summary>More than one machine will do in a night; beyond it a slip of the finger is likelier.</summary>
    private const int Largest = 1_000_000_000;

    /// <summary>MovieLens-1M.</summary>
    public static BenchShape OneMillion { get; } = new(6_040, 3_706, 1_000_209);

    /// <summary>MovieLens-20M.</summary>
    public static BenchShape TwentyMillion { get; } = new(138_493, 26_744, 20_000_263);

    /// <summary>Reads ml1m, ml20m or VIEWERSxMOVIESxRATINGS.</summary>
    /// <exception cref="CannotContinueException">It is none of them, or has more ratings than pairs.</exception>
    public static BenchShape Parse(string text)
    {
        if (text is "ml1m" or "ml20m")
        {
            return text == "ml1m" ? OneMillion : TwentyMillion;
        }

        string[] parts = text.Split('x');
        int[] numbers = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)];
        if (numbers.Length != 3 || numbers.Any(number => number is < 1 or > Largest))
        {
            throw new CannotContinueException($"'{text}' is not a shape: write ml1m, ml20m or VIEWERSxMOVIESxRATINGS, such as 6040x3706x1000000.");
        }

        // Nobody has seen everything: the inventor gives no viewer more than half of the films.
        return numbers[2] <= (long)numbers[0] * (numbers[1] / 2)
            ? new BenchShape(numbers[0], numbers[1], numbers[2])
            : throw new CannotContinueException($"The shape '{text}' has more ratings than {numbers[0]} viewers can give when each has seen at most half of {numbers[1]} films.");
    }

    public override string ToString() => $"{Figure.Of(Viewers)} viewers × {Figure.Of(Movies)} films × {Figure.Of(Ratings)} ratings";
}
