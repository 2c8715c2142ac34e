using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Noir: light through a blind, under a street lamp, or in the one lit window. Always on a dark ground.</summary>
internal static class BlindsFamily
{
    private enum Kind { Blind, Lamp, Windows }

    private static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var dark = palette.Ground.Luminance < 0.18 ? palette.Ground : palette.Ink.Mixed(Colour.Soot, 0.2);
        var night = dark.Luminance < 0.2 ? dark : Colour.Soot;
        Colour[] lights = [.. new[] { palette.Spark, palette.Main, palette.Ink }.OrderByDescending(colour => colour.Luminance)];
        var light = lights[chance.Happens(0.5) ? 0 : 1];
        int slats = chance.Whole(10, 13);
        double lean = chance.Between(-34, 34);
        var kind = chance.Pick(Kinds);

        sheet.Fill(night);
        switch (kind)
        {
            case Kind.Blind:
                Blind(poster, night, light, slats, lean);
                Portrait.Draw(poster, night.Mixed(Colour.Soot, 0.5));
                break;
            case Kind.Lamp:
                Lamp(poster, night, light);
                break;
            default:
                Windows(poster, night, light);
                break;
        }

        if (kind != Kind.Lamp)
        {
            sheet.Rectangle(0, 216, Sheet.Width, 84, night);
        }

        poster.Title(new TitleBox(Sheet.Margin, 230, Sheet.Measure, 42, Largest: 36, Lines: 3, poster.Plan.Centred),
            night.Legible(light, Colour.Paper));
        poster.Credit(night, poster.Plan.Centred);
    }

    private static void Blind(Composition poster, Colour night, Colour light, int slats, double lean)
    {
        const double left = 24, right = 176, top = 22, bottom = 206;
        double pitch = (bottom - top) / slats;
        for (int i = 0; i < slats; i++)
        {
            double y = top + i * pitch, thick = pitch * (0.34 + 0.4 * Math.Sin(Math.PI * (i + 0.5) / slats));
            double leftY = y + lean * 0.5 + 10, rightY = y - lean * 0.5 + 10;
            poster.Sheet.Polygon(light.Mixed(night, 0.12 + 0.35 * Math.Abs(i / (double)slats - 0.45)),
                new(left, leftY), new(right, rightY), new(right, rightY + thick), new(left, leftY + thick));
        }
    }

    private static void Lamp(Composition poster, Colour night, Colour light)
    {
        var (chance, sheet) = (poster.Chance, poster.Sheet);
        double x = chance.Between(60, 140), person = x + chance.Pick([-1.0, 1.0]) * chance.Between(10, 22);
        var dark = night.Mixed(Colour.Soot, 0.6);
        sheet.Polygon(night.Mixed(light, 0.5), new(x - 7, 44), new(x + 7, 44), new(x + 66, 200), new(x - 66, 200));
        sheet.Polygon(night.Mixed(light, 0.75), new(x - 5, 44), new(x + 5, 44), new(x + 40, 200), new(x - 40, 200));
        sheet.Ellipse(x, 200, 66, 13, light);
        sheet.Rectangle(x - 0.9, 0, 1.8, 36, light);
        sheet.Path($"M{x - 12} 46Q{x - 11} 33 {x} 32Q{x + 11} 33 {x + 12} 46Z", light);

        double shadow = person + (person - x) * 2.6;
        sheet.Polygon(dark, new(person - 6, 201), new(person + 6, 201), new(shadow + 12, 238), new(shadow - 12, 238));
        sheet.Figure(person, 202, 62, dark);
        sheet.Rectangle(person - 13, 145.5, 26, 2.6, dark, " rx=\"1.3\"");
        sheet.Rectangle(person - 7.5, 138, 15, 8.5, dark, " rx=\"2\"");
    }

    private static void Windows(Composition poster, Colour night, Colour light)
    {
        var (chance, sheet) = (poster.Chance, poster.Sheet);
        int lit = chance.Whole(6, 21);
        Colour wall = night.Mixed(light, 0.1), dim = night.Mixed(light, 0.2), half = night.Mixed(light, 0.42);
        sheet.Rectangle(18, 18, 164, 198, wall);
        for (int i = 0; i < 24; i++)
        {
            double x = 30 + i % 4 * 36.7, y = 28 + i / 4 * 31.5;
            var glass = i == lit ? light : chance.Happens(0.16) ? half : dim;
            sheet.Rectangle(x, y, 30, 23, glass);
            sheet.Rectangle(x - 2, y + 23, 34, 1.6, night);
            if (i != lit)
            {
                sheet.Rectangle(x + 14.4, y, 1.2, 23, wall);
                continue;
            }

            sheet.Disc(x + 15, y + 9.5, 4, night);
            sheet.Path($"M{x + 7} {y + 23}Q{x + 8} {y + 14} {x + 15} {y + 14}Q{x + 22} {y + 14} {x + 23} {y + 23}Z", night);
        }
    }
}
