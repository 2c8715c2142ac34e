using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Rings around a point that is not always the middle, one of them broken by a small body.</summary>
internal static class RingsFamily
{
    private static readonly double[] Centres = [-6, 34, 100, 100, 166, 206];

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        double x = chance.Pick(Centres), y = chance.Between(96, 128);
        int count = chance.Whole(5, 8);
        double gap = chance.Between(11, 16), core = chance.Between(10, 20);
        int broken = chance.Whole(1, count - 2);
        double angle = chance.Between(0.25, 2.6) * 0.6;

        sheet.Fill(palette.Ground);
        for (int i = count - 1; i >= 0; i--)
        {
            var tone = (i % 3) switch { 0 => palette.Main, 1 => palette.Main.Mixed(palette.Second, 0.6), _ => palette.Second };
            sheet.Ring(x, y, core + 8 + i * gap, tone.ContrastWith(palette.Ground) < 1.25 ? palette.Main : tone,
                i % 2 == 1 ? gap * 0.22 : gap * 0.62);
        }

        sheet.Disc(x, y, core, palette.Spark);
        double orbit = core + 8 + broken * gap, direction = x > 100 ? Math.PI - angle : angle;
        double bodyX = x + Math.Cos(direction) * orbit, bodyY = y + Math.Sin(direction) * orbit * 0.9;
        sheet.Disc(bodyX, bodyY, gap * 0.95, palette.Ground);
        sheet.Disc(bodyX, bodyY, gap * 0.55, palette.Spark);

        var ink = palette.Ground.Legible(palette.Ink);
        sheet.Rectangle(0, 212, Sheet.Width, Sheet.Height - 212, palette.Ground);
        sheet.Rectangle(Sheet.Margin, 220, Sheet.Measure, 1.2, ink);
        poster.Title(new TitleBox(Sheet.Margin, 231, Sheet.Measure, 41, Largest: 34, Lines: 3, poster.Plan.Centred), ink);
        poster.Credit(palette.Ground, poster.Plan.Centred);
    }
}
