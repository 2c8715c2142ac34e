using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Doors within doors, somebody on the threshold.</summary>
internal static class DoorFamily
{
    private enum Shape { Arch, Square, Keyhole }

    private const double Sill = 222;
    private const double FootTop = 236;

    private static readonly Shape[] Shapes = [Shape.Arch, Shape.Arch, Shape.Square, Shape.Keyhole];
    private static readonly double[] Centres = [100, 100, 74, 126];

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var ground = palette.Ground;
        var shape = chance.Pick(Shapes);
        int depth = chance.Whole(3, 5);
        double x = chance.Pick(Centres);
        var light = palette.Spark.ContrastWith(ground) > 2 ? palette.Spark : palette.Main;
        var outermost = ground.Luminance < 0.3 ? ground.Mixed(palette.Second, 0.75) : ground.Mixed(palette.Main, 0.4);

        sheet.Fill(ground);
        for (int i = 0; i < depth; i++)
        {
            bool last = i == depth - 1;
            Opening(sheet, shape, x, 66 - i * (50.0 / depth), 184 - i * (112.0 / depth),
                last ? light : outermost.Mixed(palette.Main, i / (double)(depth - 1)));
        }

        double innermost = 66 - (depth - 1) * (50.0 / depth), half = shape == Shape.Keyhole ? innermost * 0.72 : innermost;
        var glow = ground.Mixed(light, 0.22);
        sheet.Polygon(glow, new(x - half, Sill), new(x + half, Sill), new(x + half * 2.6, Sheet.Height), new(x - half * 2.6, Sheet.Height));
        sheet.Figure(x, Sill + 3, chance.Between(30, 42), light.Legible(ground, Colour.Soot));
        // The light ends above the title, which stands on plain ground.
        sheet.Rectangle(0, FootTop, Sheet.Width, Sheet.Height - FootTop, ground);
        sheet.Polygon(glow, new(x - half, Sill), new(x + half, Sill), new(x + half * 1.28, FootTop), new(x - half * 1.28, FootTop));

        bool centred = x == 100;
        poster.Title(new TitleBox(Sheet.Margin, 244, Sheet.Measure, 32, Largest: 30, Lines: 2, centred), ground.Legible(palette.Ink));
        poster.Credit(ground, centred);
    }

    private static void Opening(Sheet sheet, Shape shape, double x, double half, double height, Colour tone)
    {
        switch (shape)
        {
            case Shape.Square:
                sheet.Rectangle(x - half, Sill - height, half * 2, height, tone);
                break;
            case Shape.Arch:
                double spring = Sill - height + half;
                sheet.Path($"M{x - half} {Sill}V{spring}A{half} {half} 0 0 1 {x + half} {spring}V{Sill}Z", tone);
                break;
            default:
                sheet.Disc(x, Sill - height * 0.66, half * 0.68, tone);
                sheet.Polygon(tone, new(x - half * 0.3, Sill - height * 0.62), new(x + half * 0.3, Sill - height * 0.62),
                    new(x + half * 0.72, Sill), new(x - half * 0.72, Sill));
                break;
        }
    }
}
