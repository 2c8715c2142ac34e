using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Two halves of one disc that no longer meet, or two discs that do.</summary>
internal static class SplitFamily
{
    private enum Kind { Vertical, Venn, Diagonal }

    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var kind = chance.Pick(Kinds);
        double middle = chance.Between(112, 126), radius = chance.Between(58, 70);
        sheet.Fill(palette.Ground);
        switch (kind)
        {
            case Kind.Vertical:
                Vertical(poster, middle, radius);
                break;
            case Kind.Venn:
                Venn(poster, middle, radius * 0.86);
                break;
            default:
                Diagonal(poster);
                break;
        }

        bool centred = kind == Kind.Venn;
        poster.Title(new TitleBox(Sheet.Margin, 230, Sheet.Measure, 41, Largest: 34, Lines: 3, centred), palette.Ground.Legible(palette.Ink));
        poster.Credit(palette.Ground, centred);
    }

    private static void Vertical(Composition poster, double middle, double radius)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        double shift = chance.Between(14, 30) * (chance.Happens(0.5) ? 1 : -1);
        sheet.Rectangle(100, 0, 100, 216, palette.Main);
        var right = palette.Spark.ContrastWith(palette.Main) > 1.4 ? palette.Spark : palette.Ink;
        var left = palette.Second.ContrastWith(palette.Ground) > 1.4 ? palette.Second : palette.Main;
        sheet.Path($"M100 {middle - radius - shift}A{radius} {radius} 0 0 0 100 {middle + radius - shift}Z", left);
        sheet.Path($"M100 {middle - radius + shift}A{radius} {radius} 0 0 1 100 {middle + radius + shift}Z", right);
        sheet.Rectangle(0, 216, Sheet.Width, 84, palette.Ground);
    }

    private static void Venn(Composition poster, double middle, double radius)
    {
        var (palette, sheet) = (poster.Palette, poster.Sheet);
        double shift = poster.Chance.Between(24, 32), half = Math.Sqrt(radius * radius - shift * shift);
        sheet.Disc(100 - shift, middle, radius, palette.Main);
        sheet.Disc(100 + shift, middle, radius, palette.Second.ContrastWith(palette.Ground) > 1.3
            ? palette.Second : palette.Second.Mixed(palette.Spark, 0.5));
        sheet.Path($"M100 {middle - half}A{radius} {radius} 0 0 1 100 {middle + half}A{radius} {radius} 0 0 1 100 {middle - half}Z", palette.Spark);
        sheet.Figure(100, middle + half * 0.62, half * 0.62, palette.Spark.Legible(palette.Ink, palette.Ground));
    }

    private static void Diagonal(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        sheet.Polygon(palette.Main, new(0, 0), new(Sheet.Width, 0), new(Sheet.Width, 40), new(0, 216));
        sheet.Disc(chance.Between(126, 146), chance.Between(48, 62), 30, palette.Spark);
        double x = chance.Between(60, 84), y = chance.Between(146, 156);
        sheet.Disc(x, y, 26, palette.Ground);
        sheet.Ring(x, y, 14, palette.Main, 2.4);
        sheet.Polygon(palette.Main.Legible(palette.Ink), new(0, 214), new(0, 216), new(Sheet.Width, 40), new(Sheet.Width, 36));
    }
}
