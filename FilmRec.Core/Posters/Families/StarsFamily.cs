using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>A constellation over the limb of a planet.</summary>
internal static class StarsFamily
{
    private static readonly double[] Limbs = [30, 100, 150];

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var night = palette.Ground.Luminance < 0.3 ? palette.Ground : palette.Ink.Mixed(palette.Second, 0.25);
        sheet.Fill(night);
        for (int i = 0; i < 46; i++)
        {
            sheet.Disc(chance.Between(6, 194), chance.Between(6, 216), chance.Between(0.4, 1.1),
                night.Mixed(Colour.Paper, chance.Between(0.3, 0.8)));
        }

        Constellation(poster, night);
        double x = chance.Pick(Limbs), radius = chance.Between(150, 190), y = 232 + radius;
        var shade = palette.Main.Mixed(night, 0.72);
        sheet.Disc(x, y, radius + 10, night.Mixed(palette.Main, 0.3));
        sheet.Disc(x, y, radius + 4, night.Mixed(palette.Main, 0.65));
        sheet.Disc(x, y, radius, palette.Main);
        sheet.Disc(x + 16, y + 14, radius, shade);

        poster.Title(new TitleBox(Sheet.Margin, 20, Sheet.Measure, 60, Largest: 34, Lines: 4, poster.Plan.Centred),
            night.Legible(palette.Ink, Colour.Paper));
        // Where the planet's night side is certain to reach the last line.
        poster.Credit(shade, x switch { < 100 => TextAnchor.Start, 100 => TextAnchor.Middle, _ => TextAnchor.End });
    }

    private static void Constellation(Composition poster, Colour night)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        int count = chance.Whole(6, 8);
        var tone = palette.Spark.ContrastWith(night) > 3 ? palette.Spark : Colour.Paper;
        var stars = new List<Point>();
        for (int i = 0; i < count; i++)
        {
            stars.Add(new Point(28 + i * (144.0 / (count - 1)) + chance.Between(-8, 8), chance.Between(108, 200)));
        }

        string corners = string.Join(' ', stars.Select(star => Corner(star)));
        sheet.Add($"<polyline points=\"{corners}\" fill=\"none\" stroke=\"{tone}\" stroke-width=\"0.9\" stroke-opacity=\"0.75\"/>");
        var near = stars[chance.Whole(1, count - 2)];
        var far = new Point(near.X + chance.Between(-26, 26), chance.Between(92, 104));
        sheet.Add($"<path d=\"M{near.X} {near.Y}L{far.X} {far.Y}\" stroke=\"{tone}\" stroke-width=\"0.9\" stroke-opacity=\"0.75\"/>");
        stars.Add(far);
        for (int i = 0; i < stars.Count; i++)
        {
            bool big = i % 3 == 0;
            if (big)
            {
                sheet.Disc(stars[i].X, stars[i].Y, 6.5, night);
                sheet.Ring(stars[i].X, stars[i].Y, 6.5, tone, 0.8);
            }

            sheet.Disc(stars[i].X, stars[i].Y, big ? 3.6 : 2.4, big ? tone : Colour.Paper);
        }
    }

    private static string Corner(Point point)
    {
        Outline corner = $"{point.X},{point.Y}";
        return corner.ToString();
    }
}
