using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>A sheet torn open, a pattern underneath.</summary>
internal static class TornFamily
{
    private enum Kind { Dots, Bars, Eye }

    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var kind = chance.Pick(Kinds);
        var paper = palette.Ground;
        var under = palette.Main.ContrastWith(paper) > 1.6 ? palette.Main : palette.Second;
        double upper = chance.Between(100, 112), lower = chance.Between(196, 208), tilt = chance.Between(-16, 16);

        sheet.Fill(under);
        switch (kind)
        {
            case Kind.Dots:
                Dots(poster, under);
                break;
            case Kind.Bars:
                Bars(poster, under);
                break;
            default:
                Eye(poster, (upper + lower) / 2);
                break;
        }

        var fringe = paper.Mixed(Colour.Paper, paper.Luminance > 0.5 ? 0.7 : 0.85);
        var above = Edge(chance, upper, tilt);
        var below = Edge(chance, lower, -tilt * 0.5);
        Sheets(poster, above, fringe, inwards: 1, border: -5);
        Sheets(poster, below, fringe, inwards: -1, border: 310);

        poster.Title(new TitleBox(Sheet.Margin, 18, Sheet.Measure, upper - Math.Abs(tilt) - 30, Largest: 36, Lines: 4),
            paper.Legible(palette.Ink));
        poster.Credit(paper, centred: false);
    }

    private static void Dots(Composition poster, Colour under)
    {
        var palette = poster.Palette;
        var mark = palette.Spark.ContrastWith(under) > 1.5 ? palette.Spark : palette.Ink;
        for (int row = 0; row < 9; row++)
        {
            for (int column = 0; column < 13; column++)
            {
                double x = column * 17 + (row % 2 == 1 ? 8.5 : 0) - 2, y = 84 + row * 17;
                double distance = Math.Sqrt((x - 100) * (x - 100) + (y - 154) * (y - 154));
                poster.Sheet.Disc(x, y, 1.2 + 6.4 * Math.Max(0, 1 - distance / 105), mark);
            }
        }
    }

    private static void Bars(Composition poster, Colour under)
    {
        var palette = poster.Palette;
        Colour[] tones = [.. new[] { palette.Spark, palette.Second, palette.Ink }.Where(tone => tone.ContrastWith(under) > 1.3)];
        const double width = Sheet.Width / 9;
        for (int i = 0; i < 9; i += 2)
        {
            poster.Sheet.Rectangle(i * width, 60, width, 180, tones.Length > 0 ? tones[i / 2 % tones.Length] : palette.Ink);
        }
    }

    private static void Eye(Composition poster, double y)
    {
        var (palette, sheet) = (poster.Palette, poster.Sheet);
        double x = 100 + poster.Chance.Between(-14, 14);
        sheet.Path($"M{x - 78} {y}Q{x} {y - 66} {x + 78} {y}Q{x} {y + 66} {x - 78} {y}Z", Colour.Paper);
        sheet.Disc(x, y, 32, palette.Second.ContrastWith(Colour.Paper) > 2 ? palette.Second : palette.Ink);
        sheet.Disc(x, y, 15, Colour.Soot);
        sheet.Disc(x + 9, y - 9, 5, Colour.Paper);
    }

    private static List<Point> Edge(Chance chance, double y, double slope)
    {
        var points = new List<Point>();
        for (double x = -4; x <= 204; x += 5.2)
        {
            points.Add(new Point(x, y + slope * (x - 100) / 100 + chance.Between(-3.2, 3.2)));
        }

        return points;
    }

    // The paper's torn fibres first, a little further in, then the paper itself.
    private static void Sheets(Composition poster, List<Point> edge, Colour fringe, int inwards, double border)
    {
        Point[] outside = [new(210, border), new(-10, border)];
        Point[] torn = [.. edge.Select(point => point with { Y = point.Y + inwards * 2.6 + inwards * poster.Chance.Between(0, 2) })];
        poster.Sheet.Polygon(fringe, [.. torn, .. outside]);
        poster.Sheet.Polygon(poster.Palette.Ground, [.. edge, .. outside]);
    }
}
