using FilmRec.Core.Posters.Colours;
using FilmRec.Core.Posters.Drawing;
using FilmRec.Core.Posters.Lettering;

namespace FilmRec.Core.Posters.Families;

/// <summary>Sixteen modules below, words above.</summary>
internal static class GridFamily
{
    private const double Cell = 42;
    private const double Left = 16;
    private const double Top = 104;

    public static void Draw(Composition poster)
    {
        var (palette, sheet) = (poster.Palette, poster.Sheet);
        var ground = palette.Ground;
        Colour[] inks = [.. new[] { palette.Main, palette.Second, palette.Spark, palette.Ink }.Where(ink => ink.ContrastWith(ground) > 1.25)];
        sheet.Fill(ground);
        for (int row = 0; row < 4; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                Module(poster, inks, Left + column * Cell, Top + row * Cell);
            }
        }

        poster.Title(new TitleBox(Left, 18, Sheet.Width - 2 * Left, 74, Largest: 34, Lines: 4), ground.Legible(palette.Ink));
        poster.Credit(ground, centred: false);
    }

    private static void Module(Composition poster, Colour[] inks, double x, double y)
    {
        var (chance, sheet, ground) = (poster.Chance, poster.Sheet, poster.Palette.Ground);
        Colour tone = chance.Pick(inks), other = chance.Pick(inks);
        int kind = chance.Whole(0, 8), turn = chance.Whole(0, 3) * 90;
        const double middle = Cell / 2;

        bool solid = kind is 3 or 8;
        sheet.Rectangle(x, y, Cell, Cell, solid ? tone : ground.Mixed(tone, 0.14));
        switch (kind)
        {
            case <= 2:
                Turned(() => sheet.Path($"M{x} {y}h{Cell}a{Cell} {Cell} 0 0 1 -{Cell} {Cell}z", tone));
                break;
            case 3:
                sheet.Disc(x + middle, y + middle, Cell * 0.3, other == tone ? ground : other);
                break;
            case 4:
                Turned(() => sheet.Path($"M{x} {y}h{Cell}l-{Cell} {Cell}z", tone));
                break;
            case 5:
                Turned(() =>
                {
                    sheet.Path($"M{x} {y}a{middle} {middle} 0 0 0 {Cell} 0z", tone);
                    sheet.Path($"M{x} {y + middle}a{middle} {middle} 0 0 0 {Cell} 0z", other);
                });
                break;
            case 6:
                for (int i = 0; i < 4; i++)
                {
                    sheet.Rectangle(x, y + i * Cell / 4, Cell, Cell / 8, tone);
                }

                break;
            case 7:
                sheet.Ring(x + middle, y + middle, Cell * 0.36, tone, Cell * 0.16);
                break;
        }

        void Turned(Action draw)
        {
            sheet.Add($"<g transform=\"rotate({turn} {x + middle} {y + middle})\">");
            draw();
            sheet.Add($"</g>");
        }
    }
}
