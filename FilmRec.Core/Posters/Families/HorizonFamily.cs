using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Sky, one disc, ground: ridges, sea, plain, city, road or forest.</summary>
internal static class HorizonFamily
{
    private enum Land { Ridges, Sea, Plain, City, Road, Forest }

    private static readonly Land[] Lands = Enum.GetValues<Land>();

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var land = chance.Pick(Lands);
        double horizon = chance.Between(178, 204);
        var sun = new Sun(X: chance.Between(58, 142), Radius: chance.Between(34, 54),
            Colour: palette.Spark.ContrastWith(palette.Ground) > 1.35 ? palette.Spark : palette.Main);
        int bands = chance.Whole(0, 3);

        sheet.Fill(palette.Ground);
        for (int i = 0; i < bands; i++)
        {
            double height = (bands - i) * 15;
            sheet.Rectangle(0, horizon - height, Sheet.Width, height, palette.Ground.Mixed(palette.Second, 0.1 + i * 0.1));
        }

        double sunk = land == Land.Sea ? 0.12 : 0.45;
        sheet.Disc(sun.X, horizon - sun.Radius * sunk, sun.Radius, sun.Colour);
        var foot = land switch
        {
            Land.Ridges => Ridges(poster, horizon),
            Land.Sea => Sea(poster, horizon, sun),
            Land.Plain => Plain(poster, horizon, sun),
            Land.City => HorizonCity.Draw(poster, horizon),
            Land.Road => HorizonRoad.Draw(poster, horizon, sun),
            _ => Forest(poster, horizon),
        };

        double room = Math.Min(94, horizon - sun.Radius * (1 + sunk) - 32);
        poster.Title(new TitleBox(Sheet.Margin, 20, Sheet.Measure, room, Largest: 36, Centred: poster.Plan.Centred),
            palette.Ground.Legible(palette.Ink));
        poster.Credit(foot, poster.Plan.Centred);
    }

    private static Colour Ridges(Composition poster, double horizon)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        Colour[] tones = [palette.Ground.Mixed(palette.Main, 0.6), palette.Main, palette.Second];
        for (int i = 0; i < tones.Length; i++)
        {
            double top = horizon - 14 + i * 22;
            var points = new List<Point>();
            for (double x = -20; x <= 220; x += 30)
            {
                points.Add(new Point(x, top + chance.Between(-17, 17) * (1 - i * 0.2)));
            }

            sheet.Path($"M{Curve.Through(points)}V{Sheet.Height}H-20Z", tones[i]);
        }

        return tones[^1];
    }

    private static Colour Sea(Composition poster, double horizon, Sun sun)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var water = palette.Second.Mixed(palette.Ink, palette.Ground.Luminance > 0.4 ? 0.25 : 0);
        if (water.ContrastWith(palette.Ground) < 1.3)
        {
            water = palette.Main;
        }

        sheet.Rectangle(0, horizon, Sheet.Width, Sheet.Height - horizon, water);
        for (int i = 0; i < 9; i++)
        {
            double width = sun.Radius * (1.75 - i * 0.15) * chance.Between(0.65, 1);
            double y = horizon + 5 + i * i * 0.75 + i * 2.6;
            sheet.Rectangle(sun.X - width / 2 + chance.Between(-5, 5), y, width, 1.5 + i * 0.2, sun.Colour, " rx=\"1\"");
        }

        double boat = sun.X < 100 ? chance.Between(140, 168) : chance.Between(32, 60);
        sheet.Polygon(palette.Ink, new(boat - 11, horizon + 1), new(boat + 11, horizon + 1), new(boat + 7, horizon + 5), new(boat - 7, horizon + 5));
        sheet.Polygon(palette.Ink, new(boat, horizon - 20), new(boat, horizon - 2), new(boat + 9, horizon - 2));
        sheet.Polygon(palette.Ink, new(boat - 1.5, horizon - 15), new(boat - 1.5, horizon - 2), new(boat - 7, horizon - 2));
        return water;
    }

    private static Colour Plain(Composition poster, double horizon, Sun sun)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        sheet.Rectangle(0, horizon, Sheet.Width, Sheet.Height - horizon, palette.Second);
        sheet.Rectangle(0, horizon, Sheet.Width, 2.2, palette.Main);
        double x = sun.X + chance.Between(-12, 12), height = chance.Between(26, 36);
        sheet.Polygon(ShadowOn(palette.Second, poster.CreditInk(palette.Second)),
            new(x - 1.5, horizon + 5), new(x + 1.5, horizon + 5), new(x + 50, Sheet.Height), new(x + 22, Sheet.Height));
        sheet.Figure(x, horizon + 6, height, sun.Colour.Legible(palette.Ink, Colour.Soot, palette.Ground));
        return palette.Second;
    }

    // As deep as the credit, which crosses it, can bear.
    private static Colour ShadowOn(Colour land, Colour credit)
    {
        double[] depths = [0.35, 0.25, 0.15, 0.08];
        return depths.Select(depth => land.Mixed(Colour.Soot, depth))
            .FirstOrDefault(shadow => shadow.ContrastWith(credit) >= Colour.ReadableContrast, land);
    }

    private static Colour Forest(Composition poster, double horizon)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        Colour[] tones = [palette.Ground.Mixed(palette.Main, 0.55), palette.Main, palette.Second];
        for (int i = 0; i < tones.Length; i++)
        {
            double y = horizon + 6 + i * 24;
            for (double x = -8; x < 212; x += 15 + i * 5)
            {
                double height = chance.Between(26, 54) + i * 8, half = height * 0.22, trunk = x + chance.Between(-4, 4);
                sheet.Polygon(tones[i], new(trunk, y - height), new(trunk + half, y + 4), new(trunk - half, y + 4));
            }

            sheet.Rectangle(0, y, Sheet.Width, Sheet.Height - y, tones[i]);
        }

        return tones[^1];
    }
}

/// <summary>The disc that stands in the sky of a horizon.</summary>
internal readonly record struct Sun(double X, double Radius, Colour Colour);
