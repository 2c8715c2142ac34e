using System.Globalization;
using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Lines of capitals, each set to the full measure, all of them stretched or squeezed upright by one factor to fill a height.</summary>
internal sealed class LetterBlock
{
    private const int MostWords = 12;
    private const double WidestLine = 19;
    private const double LineGap = 2.5;
    private const double LargeSize = 25;

    private readonly string[] _lines;
    private readonly double[] _sizes;
    private readonly double _stretch;
    private readonly Typeface _face;

    private LetterBlock(string[] lines, double room, Typeface face)
    {
        _lines = lines;
        _face = face;
        _sizes = [.. lines.Select(line => Math.Min(Sheet.Measure / face.WidthOf(line), 96))];
        double natural = _sizes.Aggregate(0.0, (sum, size) => sum + size * 0.78);
        _stretch = Math.Max(0.7, Math.Min(1.7, room / natural));
        Height = _sizes.Aggregate(0.0, (sum, size) => sum + size * 0.78 * _stretch + LineGap);
    }

    public double Height { get; }

    public int LineCount => _lines.Length;

    /// <summary>Whether a line is large type even on a card of 150 pixels.</summary>
    public bool IsLarge(int line) => _sizes[line] >= LargeSize;

    /// <summary>The words that are set: of very long titles the first ones and an ellipsis.</summary>
    public static List<string> Words(string title, Typeface face)
    {
        var words = LineBreaks.Words(title, face);
        return words.Count > MostWords ? [.. words.Take(MostWords - 1), LineBreaks.Ellipsis] : words;
    }

    /// <summary>Breaks the words into lines that together fill the room (a height in units) as well as they can.</summary>
    public static LetterBlock Of(List<string> words, int lines, double room, Typeface face)
    {
        var (broken, width) = LineBreaks.Balance(words, lines, face);
        while (width > WidestLine && words.Count > 2)
        {
            words = [.. words.Where(word => word != LineBreaks.Ellipsis).SkipLast(1), LineBreaks.Ellipsis];
            (broken, width) = LineBreaks.Balance(words, Math.Min(lines, words.Count), face);
        }

        return new LetterBlock(broken, room, face);
    }

    /// <returns>Where the block ends.</returns>
    public double Draw(Sheet sheet, double top, Func<int, Colour> colourOf)
    {
        double y = top;
        for (int i = 0; i < _lines.Length; i++)
        {
            y += _sizes[i] * 0.72 * _stretch;
            // Three decimals: one would show over 300 units.
            string stretch = (Math.Floor(_stretch * 1000 + 0.5) / 1000).ToString(CultureInfo.InvariantCulture);
            sheet.Add($"<g transform=\"translate(0 {y}) scale(1 {stretch})\">");
            TextLine.Draw(sheet, _lines[i], Sheet.Margin, 0, _sizes[i], _face, colourOf(i));
            sheet.Add($"</g>");
            y += _sizes[i] * 0.06 * _stretch + LineGap;
        }

        return y;
    }
}
