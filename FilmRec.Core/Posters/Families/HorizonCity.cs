using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;

namespace FilmRec.Core.Posters.Families;

/// <summary>A horizon of houses, some windows lit.</summary>
internal static class HorizonCity
{
    /// <returns>The colour at the foot of the sheet.</returns>
    public static Colour Draw(Composition poster, double horizon)
    {
        var palette = poster.Palette;
        var houses = palette.Second.Luminance < palette.Main.Luminance ? palette.Second : palette.Main;
        BackRow(poster, horizon, houses.Mixed(palette.Ground, 0.5));
        FrontRow(poster, horizon, houses, palette.Spark.ContrastWith(houses) > 1.6 ? palette.Spark : Colour.Paper);
        poster.Sheet.Rectangle(0, 272, Sheet.Width, 28, houses);
        return houses;
    }

    private static void BackRow(Composition poster, double horizon, Colour houses)
    {
        for (double x = -6; x < Sheet.Width;)
        {
            double width = poster.Chance.Between(14, 26), height = poster.Chance.Between(26, 62);
            poster.Sheet.Rectangle(x, horizon + 20 - height, width + 0.5, height + 2, houses);
            x += width;
        }
    }

    private static void FrontRow(Composition poster, double horizon, Colour houses, Colour lamp)
    {
        var (chance, sheet) = (poster.Chance, poster.Sheet);
        for (double x = -4; x < Sheet.Width;)
        {
            double width = chance.Whole(3, 6) * 7 + 3, height = chance.Between(10, 66), top = horizon + 40 - height;
            sheet.Rectangle(x, top, width, Sheet.Height - top, houses);
            if (chance.Happens(0.3))
            {
                sheet.Rectangle(x + width / 2 - 0.8, top - 12, 1.6, 12, houses);
            }

            for (double y = top + 6; y < 268; y += 9)
            {
                for (double window = x + 4; window < x + width - 4; window += 7)
                {
                    if (chance.Happens(0.3))
                    {
                        sheet.Rectangle(window, y, 3, 4.4, lamp);
                    }
                }
            }

            x += width + chance.Pick([0.0, 0.0, 3.0]);
        }
    }
}
