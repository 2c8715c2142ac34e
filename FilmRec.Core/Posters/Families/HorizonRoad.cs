using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;

namespace FilmRec.Core.Posters.Families;

/// <summary>A road from the sun to the reader.</summary>
internal static class HorizonRoad
{
    /// <returns>The colour at the foot of the sheet.</returns>
    public static Colour Draw(Composition poster, double horizon, Sun sun)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        var land = palette.Second;
        var road = land.Mixed(Colour.Soot, land.Luminance > 0.12 ? 0.55 : 0.4);
        var mark = palette.Spark.ContrastWith(road) > 3 ? palette.Spark : Colour.Paper;
        double foot = chance.Between(70, 130);

        sheet.Polygon(palette.Ground.Mixed(palette.Main, 0.75), new(-10, horizon), new(sun.X - 40, horizon - 15),
            new(sun.X + 8, horizon - 5), new(sun.X + 62, horizon - 22), new(210, horizon));
        sheet.Rectangle(0, horizon, Sheet.Width, Sheet.Height - horizon, land);
        sheet.Polygon(road, new(sun.X - 1.5, horizon), new(sun.X + 1.5, horizon), new(foot + 74, Sheet.Height), new(foot - 74, Sheet.Height));
        for (int i = 0; i < 6; i++)
        {
            // Dashes grow towards the reader as distances do in perspective.
            double far = Math.Pow(i / 6.0, 1.9), near = Math.Pow((i + 0.5) / 6, 1.9);
            double farY = horizon + far * 80, nearY = horizon + near * 80;
            sheet.Polygon(mark, new(Middle(far) - Half(far), farY), new(Middle(far) + Half(far), farY),
                new(Middle(near) + Half(near), nearY), new(Middle(near) - Half(near), nearY));
        }

        sheet.Rectangle(0, 278, Sheet.Width, 22, road);
        return road;

        double Middle(double share) => sun.X + (foot - sun.X) * share;
        static double Half(double share) => 0.3 + 3.2 * share;
    }
}
