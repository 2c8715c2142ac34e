using System.Globalization;

namespace FilmRec.Core.Posters.Colours;

/// <summary>An sRGB colour. Luminance and contrast as WCAG 2.2 defines them.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>What text needs on its field (WCAG 2.2, success criterion 1.4.3).</summary>
    public const double ReadableContrast = 4.5;

    /// <summary>What large bold type needs.</summary>
    public const double LargeTypeContrast = 3;

    public static readonly Colour Paper = Parse("#faf5ea");
    public static readonly Colour Soot = Parse("#14120f");

    private static readonly Colour White = Parse("#ffffff");
    private static readonly Colour Black = Parse("#000000");

    /// <summary>Relative luminance, 0 (black) to 1 (white).</summary>
    public double Luminance => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    /// <summary>The distance between the strongest and the weakest channel, 0 to 255.</summary>
    public int Saturation => Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue));

    /// <param name="code">"#rrggbb".</param>
    public static Colour Parse(ReadOnlySpan<char> code)
    {
        uint value = uint.Parse(code[1..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>Contrast ratio with another colour, 1 to 21.</summary>
    public double ContrastWith(Colour other)
    {
        double mine = Luminance, others = other.Luminance;
        return (Math.Max(mine, others) + 0.05) / (Math.Min(mine, others) + 0.05);
    }

    /// <summary>This colour at 0, the other at 1.</summary>
    public Colour Mixed(Colour other, double share)
        => new(Channel(Red, other.Red, share), Channel(Green, other.Green, share), Channel(Blue, other.Blue, share));

    public Colour Darkened(double factor) => Mixed(default, 1 - factor);

    /// <summary>The first wish that can be read on this field, else paper or soot, whichever is stronger; where neither is enough, white or
    /// black, of which one always is. Every title and credit goes through here with the colour that is really beneath it.</summary>
    public Colour Legible(params ReadOnlySpan<Colour> wishes)
    {
        foreach (var wish in wishes)
        {
            if (ContrastWith(wish) >= ReadableContrast)
            {
                return wish;
            }
        }

        var soft = Stronger(Paper, Soot);
        return ContrastWith(soft) >= ReadableContrast ? soft : Stronger(White, Black);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private Colour Stronger(Colour one, Colour other) => ContrastWith(one) >= ContrastWith(other) ? one : other;

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Channel(byte from, byte to, double share) => (byte)Math.Floor(from + (to - from) * share + 0.5);
}
