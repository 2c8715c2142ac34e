using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Ribbons that lean on each other, or lines that swell.</summary>
internal static class WavesFamily
{
    private const double Top = 104;

    private static readonly bool[] RibbonsOrLines = [true, false];

    public static void Draw(Composition poster)
    {
        var (chance, palette, sheet) = (poster.Chance, poster.Palette, poster.Sheet);
        bool ribbons = chance.Pick(RibbonsOrLines);
        var swing = new Swing(chance.Between(0.8, 1.7), chance.Between(0, 6.28), chance.Between(0.25, 0.7));
        double amplitude = chance.Between(13, 24);
        sheet.Fill(palette.Ground);
        var foot = ribbons ? Ribbons(poster, swing, amplitude) : Lines(poster, swing, amplitude);

        poster.Title(new TitleBox(Sheet.Margin, 20, Sheet.Measure, 74, Largest: 38, Lines: 4, poster.Plan.Centred),
            palette.Ground.Legible(palette.Ink));
        poster.Credit(foot, poster.Plan.Centred);
    }

    private static Colour Ribbons(Composition poster, Swing swing, double amplitude)
    {
        var palette = poster.Palette;
        Colour[] tones =
        [
            palette.Main.ContrastWith(palette.Ground) < 1.25 ? palette.Second : palette.Main, palette.Spark, palette.Second,
            palette.Main.Mixed(palette.Second, 0.5), palette.Main, palette.Second.Mixed(palette.Ink, 0.25), palette.Second,
        ];
        int last = tones.Length - 1;
        for (int i = 0; i < last; i++)
        {
            Ribbon(Top + 30 + i * 24, i, amplitude * (1 - i * 0.06));
        }

        // The last one is flatter and higher: its edge has to stay above the credit.
        Ribbon(Top + 24 + last * 24, last, amplitude * 0.35);
        return tones[last];

        void Ribbon(double y, int index, double height)
            => poster.Sheet.Path($"M{swing.Curve(y, index, height)}V{Sheet.Height}H-10Z", tones[index]);
    }

    private static Colour Lines(Composition poster, Swing swing, double amplitude)
    {
        var palette = poster.Palette;
        var tone = palette.Main.ContrastWith(palette.Ground) > 1.8 ? palette.Main : palette.Ink;
        int hot = poster.Chance.Whole(4, 11);
        for (int i = 0; i < 16; i++)
        {
            double swell = Math.Exp(-Math.Pow((i - 8) / 5.0, 2));
            string line = swing.Curve(Top + 20 + i * 9.6, i * 0.55, 4 + amplitude * swell);
            var (stroke, width) = i == hot ? (palette.Spark, 4.6) : (tone, 1.4 + 2.6 * swell);
            poster.Sheet.Add($"<path d=\"M{line}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\"/>");
        }

        poster.Sheet.Rectangle(0, 280, Sheet.Width, 20, palette.Ground);
        return palette.Ground;
    }

    /// <summary>A wave that drifts from line to line, with a slower one upon it.</summary>
    private sealed record Swing(double Frequency, double Phase, double Drift)
    {
        public string Curve(double y, double index, double amplitude)
        {
            var points = new List<Point>();
            for (double x = -10; x <= 210; x += 20)
            {
                points.Add(new Point(x, y + Math.Sin(x / 200 * Math.PI * 2 * Frequency + Phase + index * Drift) * amplitude
                    + Math.Sin(x / 74 + index * 0.9) * amplitude * 0.18));
            }

            return Drawing.Curve.Through(points);
        }
    }
}
