namespace FilmRec.Core.Posters.Lettering;

/// <summary>A bold typeface with fixed widths, so that a poster never depends on the fonts of the machine that draws or shows it.</summary>
/// <param name="attributes">SVG attributes that ask for it.</param>
/// <param name="squeeze">What the widths are multiplied with; a little tighter than the tables looks better in large sizes.</param>
/// <param name="widths">Advance widths of U+0020 to U+007E, in thousandths of an em.</param>
internal sealed class Typeface(string attributes, double squeeze, int[] widths)
{
    private const int OtherWidth = 600;
    private const int WideWidth = 1000;

    private static readonly int[] SansWidths =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
        611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ];

    private static readonly int[] SerifWidths =
    [
        250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500,
        500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
        611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556, 444, 333, 500,
        556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
    ];

    public static Typeface Sans { get; } = new(
        "font-family=\"Helvetica Neue,Helvetica,Arial,Liberation Sans,sans-serif\" font-weight=\"700\"", 0.97, SansWidths);

    public static Typeface Serif { get; } = new(
        "font-family=\"Times New Roman,Times,Liberation Serif,serif\" font-weight=\"700\"", 0.97, SerifWidths);

    public static Typeface Italic { get; } = new(
        "font-family=\"Times New Roman,Times,Liberation Serif,serif\" font-weight=\"700\" font-style=\"italic\"", 0.94, SerifWidths);

    public string Attributes { get; } = attributes;

    public static Typeface Of(TypeStyle style) => style switch
    {
        TypeStyle.Serif => Serif,
        TypeStyle.Italic => Italic,
        _ => Sans,
    };

    /// <summary>Width of a text at size 1.</summary>
    public double WidthOf(string text)
    {
        int sum = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            int bare = BareLetters.Of(rune.Value);
            sum += bare switch
            {
                >= ' ' and <= '~' => widths[bare - ' '],
                // Combining marks stand on the letter before them.
                >= 0x300 and <= 0x36f => 0,
                >= 0x2e80 => WideWidth,
                _ => OtherWidth,
            };
        }

        return sum / 1000.0 * squeeze;
    }
}
