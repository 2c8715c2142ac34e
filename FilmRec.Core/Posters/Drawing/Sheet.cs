using System.Globalization;
using System.Text;
using FilmRec.Core.Posters.Colours;

namespace FilmRec.Core.Posters.Drawing;

/// <summary>The sheet a poster is drawn on, 200 × 300 units; what is drawn later lies on top. What leaves the sheet is cut off by the SVG.</summary>
internal sealed class Sheet
{
    public const double Width = 200;
    public const double Height = 300;
    public const double Margin = 14;

    /// <summary>The widest a line of text may be.</summary>
    public const double Measure = Width - 2 * Margin;

    private readonly StringBuilder _svg = new(6 * 1024);

    public void Rectangle(double x, double y, double width, double height, Colour fill, string attributes = "")
        => Add($"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"{attributes}/>");

    /// <summary>The whole sheet in one colour.</summary>
    public void Fill(Colour ground) => Rectangle(0, 0, Width, Height, ground);

    public void Disc(double x, double y, double radius, Colour fill)
        => Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\"/>");

    public void Ring(double x, double y, double radius, Colour stroke, double thickness)
        => Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{thickness}\"/>");

    public void Ellipse(double x, double y, double radiusX, double radiusY, Colour fill)
        => Add($"<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{radiusX}\" ry=\"{radiusY}\" fill=\"{fill}\"/>");

    public void Path(Outline outline, Colour fill) => Add($"<path d=\"{outline.ToString()}\" fill=\"{fill}\"/>");

    public void Polygon(Colour fill, params ReadOnlySpan<Point> corners)
    {
        _svg.Append("<path d=\"");
        for (int i = 0; i < corners.Length; i++)
        {
            Add($"{(i == 0 ? "M" : "L")}{corners[i].X} {corners[i].Y}");
        }

        Add($"Z\" fill=\"{fill}\"/>");
    }

    /// <summary>Somebody standing, feet at (x, y).</summary>
    public void Figure(double x, double y, double height, Colour fill)
    {
        double h = height;
        Disc(x, y - h * 0.87, h * 0.13, fill);
        Path($"M{x - h * 0.15} {y - h * 0.62}Q{x} {y - h * 0.8} {x + h * 0.15} {y - h * 0.62}L{x + h * 0.11} {y - h * 0.3}L{x + h * 0.09} {y}H{x + h * 0.01}L{x} {y - h * 0.28}L{x - h * 0.01} {y}H{x - h * 0.09}L{x - h * 0.11} {y - h * 0.3}Z", fill);
    }

    /// <summary>Anything else: a piece of SVG.</summary>
    public void Add(Outline svg) => _svg.Append(svg.ToString());

    /// <summary>The document, with what it shows as its accessible name.</summary>
    public string ToSvg(string label)
    {
        var escaped = Escape(label);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{escaped}\">{_svg}</svg>");
    }

    /// <summary>Text as it may stand in SVG: markup is escaped, what XML cannot hold (control characters, halves of pairs) is left out.</summary>
    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                < ' ' or 0xfffd or 0xfffe or 0xffff => safe,
                _ => safe.Append(rune.ToString()),
            };
        }

        return safe.ToString();
    }
}
