using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;

namespace FilmRec.Core.Posters.Lettering;

/// <summary>Which point of a line is given.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>One line of text on a sheet. Its rendered width is fixed to the computed one, whatever fonts the reader has.</summary>
internal static class TextLine
{
    private const double Spacing = 1.16;

    public static void Draw(Sheet sheet, string text, double x, double y, double size, Typeface face, Colour fill,
        TextAnchor anchor = TextAnchor.Start)
    {
        double width = face.WidthOf(text) * size;
        sheet.Add($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {face.Attributes} fill=\"{fill}\"{AttributeOf(anchor)} textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\">{Sheet.Escape(text)}</text>");
    }

    public static double SpacedWidthOf(string text, double size) => Typeface.Sans.WidthOf(text) * size * Spacing;

    /// <summary>Small letters with space between them, as wide as they are set but never wider than the measure.</summary>
    public static void DrawSpaced(Sheet sheet, string text, double x, double y, double size, Colour fill, TextAnchor anchor)
    {
        double width = Math.Min(SpacedWidthOf(text, size), Sheet.Measure);
        sheet.Add($"<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" {Typeface.Sans.Attributes} fill=\"{fill}\"{AttributeOf(anchor)} textLength=\"{width}\">{Sheet.Escape(text)}</text>");
    }

    private static string AttributeOf(TextAnchor anchor) => anchor switch
    {
        TextAnchor.Middle => " text-anchor=\"middle\"",
        TextAnchor.End => " text-anchor=\"end\"",
        _ => "",
    };
}
